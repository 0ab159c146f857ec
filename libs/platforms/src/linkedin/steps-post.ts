import { z } from 'zod';
import type { Step, StepIo, StepResult } from '../kit/adapter.js';
import type { Json } from '../rules/outcome.js';
import { PlatformError } from '../kit/platform-error.js';
import { pollDelay, readProgress, requireProgress, withId } from '../kit/progress.js';
import { question } from '../kit/question.js';
import { isReadDenied } from '../kit/search.js';
import { stringOption } from '../rules/check-options.js';
import type { ChannelContent } from '../rules/platform.js';
import { toLittleText } from './little-text.js';
import { authorOf, anything, encoded, isMissing, rest } from './rest.js';
import { postAnswer, urn } from './schemas.js';
import { imageStep, mediaUrn, videoSteps } from './steps-media.js';

const polled = z.object({ polls: z.number() });
/** About half an hour of processing after acceptance; after that the id from LinkedIn is trusted. */
const MAX_POLLS = 60;

/** Uploads media, makes the one visible call, and waits until LinkedIn reports the post as out. */
export function linkedinSteps(content: ChannelContent): Step[] {
  const [medium] = content.media;
  const media =
    content.type === 'video' && medium
      ? videoSteps(medium)
      : content.media.map((image, index) => imageStep(`image-${index}`, image));
  return [...media, post, live];
}

const post: Step = {
  name: 'post',
  kind: 'publish',
  phase: 'fire',
  effect: 'once',
  run: async (io) => {
    const { response } = await rest(io, {
      method: 'POST',
      path: '/posts',
      json: body(io),
      schema: anything,
      visible: true,
    });
    const id = urn.safeParse(response.headers['x-restli-id'] ?? response.headers['x-linkedin-id']);
    if (response.status === 201 && id.success) return { state: 'done', output: { id: id.data } };
    throw new PlatformError({
      class: 'unknown',
      cause: 'unreadable',
      code: 'post_id_missing',
      message: `status ${response.status} without the post's id`,
      refused: false,
      hint: 'may_be_live',
    });
  },
};

/** 201 does not mean visible: a post stays in PUBLISH_REQUESTED while its media are processed. */
const live: Step = {
  name: 'live',
  kind: 'look',
  phase: 'confirm',
  effect: 'repeatable',
  run: async (io) => {
    const { id } = requireProgress(io.progress, 'post', withId);
    const state = await question(() => readState(io, id));
    if (state === 'PUBLISHED' || state === 'unreadable') return { state: 'done', output: { state } };
    if (state === 'PUBLISH_FAILED') {
      throw new PlatformError({
        class: 'permanent',
        cause: 'network',
        code: state,
        message: '',
        refused: true,
        hint: 'media_processing_failed',
      });
    }
    return waitMore(io, state);
  },
};

function waitMore(io: StepIo, state: string): StepResult {
  const polls = (readProgress(io.progress, 'live', polled)?.polls ?? 0) + 1;
  // Accepted, with an id: a read that stays behind does not change that.
  if (polls > MAX_POLLS) return { state: 'done', output: { state, polls } };
  return { state: 'wait', afterMs: pollDelay(polls, 700, 30_000), output: { polls } };
}

async function readState(io: StepIo, id: string): Promise<string> {
  try {
    const { data } = await rest(io, { method: 'GET', path: `/posts/${encoded(id)}`, schema: postAnswer });
    return data.lifecycleState;
  } catch (error) {
    if (isReadDenied(error)) return 'unreadable';
    if (isMissing(error)) return 'PUBLISH_REQUESTED';
    throw error;
  }
}

function body(io: StepIo): Json {
  const content = contentOf(io);
  return {
    author: authorOf(io),
    commentary: toLittleText(io.content.text),
    visibility: 'PUBLIC',
    distribution: { feedDistribution: 'MAIN_FEED', targetEntities: [], thirdPartyDistributionChannels: [] },
    lifecycleState: 'PUBLISHED',
    isReshareDisabledByAuthor: false,
    ...(content === null ? {} : { content }),
  };
}

function contentOf(io: StepIo): Json {
  const { type, media, link } = io.content;
  const altText = (index: number): { altText?: string } => {
    const text = media[index]?.altText;
    return text ? { altText: text } : {};
  };
  switch (type) {
    case 'text':
      return null;
    case 'link':
      return link ? { article: article(io, link) } : null;
    case 'image':
      return { media: { id: mediaUrn(io, 'image-0'), ...altText(0) } };
    case 'images':
      return {
        multiImage: {
          images: media.map((_, index) => ({ id: mediaUrn(io, `image-${index}`), ...altText(index) })),
        },
      };
    case 'video':
      return { media: { id: mediaUrn(io, 'video') } };
    default:
      return null;
  }
}

/** The Posts API reads nothing from the linked page: without our title the card would be empty. */
function article(io: StepIo, link: string): { [key: string]: Json } {
  const { options, media } = io.content;
  const description = stringOption(options, 'linkDescription');
  const thumbnail = media[0];
  return {
    source: link,
    title: stringOption(options, 'linkTitle') ?? new URL(link).hostname.replace(/^www\./u, ''),
    ...(description ? { description } : {}),
    ...(thumbnail ? { thumbnail: mediaUrn(io, 'image-0') } : {}),
    ...(thumbnail?.altText ? { thumbnailAltText: thumbnail.altText } : {}),
  };
}
