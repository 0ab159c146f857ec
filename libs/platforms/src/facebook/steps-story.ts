import { z } from 'zod';
import type { ReconcileIo, Step, StepIo } from '../kit/adapter.js';
import { networkId } from '../kit/ids.js';
import { PlatformError } from '../kit/platform-error.js';
import { pollDelay, readProgress, requireProgress, withId } from '../kit/progress.js';
import { question } from '../kit/question.js';
import { segment } from '../kit/segment.js';
import { CLOCK_SKEW_MS, instantMs } from '../kit/text.js';
import { type GraphCall, graph, graphList } from '../meta/graph.js';
import type { Reconciliation, RemotePost } from '../rules/outcome.js';
import type { MediaFacts } from '../rules/platform.js';
import { FACEBOOK_CODES, uploadCodes } from './errors.js';
import { photoStep } from './photo.js';
import { storyAnswer, storyRow } from './schemas.js';
import { isPublished, isPublishing, readStatus, refuseBroken } from './status.js';
import { startedId, uploadSteps, videoIdOf } from './upload.js';

const PHOTO = 'story-photo';
const VIDEO = 'story-video-start';
const PUBLISH = 'story-publish';
const LOOK = 'story-link';
/** Most rows that one page of the list has (Graph API, Paginated Results). */
const PAGE = 100;
const published = z.object({ postId: networkId });
const linked = z.object({ url: z.string().nullable(), tries: z.number().default(0) });
/** Readings of the page's stories before a photo's, or a film's, is believed without having been seen there: minutes. */
const MOST_TRIES = { image: 4, video: 16 };

/**
 * A picture or a film that fills the screen for a day. It is uploaded ahead, unseen; one call makes it a story. Nothing
 * says that a second one would be harmless.
 * Source: Meta Pages API, page stories.
 */
export function storySteps(medium: MediaFacts): Step[] {
  return [
    ...(medium.kind === 'image'
      ? [photoStep(PHOTO, medium)]
      : uploadSteps('story-video', 'video_stories', medium)),
    {
      name: PUBLISH,
      kind: 'publish',
      phase: 'fire',
      effect: 'once',
      run: async (io) => {
        const { data } =
          medium.kind === 'image'
            ? await stories(io, 'photo_stories', {
                params: { photo_id: requireProgress(io.progress, PHOTO, withId).id },
              })
            : await stories(io, 'video_stories', {
                params: { upload_phase: 'finish', video_id: startedId(io, VIDEO) },
                // In a JSON body the id was not seen; in the query it is.
                inQuery: true,
                codes: uploadCodes(VIDEO),
              });
        return { state: 'done', output: { postId: data.post_id } };
      },
    },
    {
      name: LOOK,
      kind: 'look',
      phase: 'confirm',
      effect: 'repeatable',
      run: async (io) => {
        const { postId } = requireProgress(io.progress, PUBLISH, published);
        const url = await addressOf(io, postId);
        // A film that was accepted may still turn out to be none.
        if (!url && medium.kind === 'video') {
          refuseBroken(await question(() => readStatus(io, startedId(io, VIDEO))));
        }
        const tries = (readProgress(io.progress, LOOK, linked)?.tries ?? 0) + 1;
        return url || tries >= MOST_TRIES[medium.kind]
          ? { state: 'done', output: { url, tries } }
          : { state: 'wait', afterMs: pollDelay(tries, 1_000, 30_000), output: { url, tries } };
      },
    },
  ];
}

/** Whether the steps that have run are those of a story. */
export const isStory = (progress: StepIo['progress']): boolean =>
  readProgress(progress, PHOTO, withId) !== null || videoIdOf(progress, VIDEO) !== null;

/** Where a story is, once it is out. */
export function storyPost(progress: StepIo['progress'], address: (id: string) => string): RemotePost {
  const id = readProgress(progress, PUBLISH, published)?.postId ?? null;
  const url = readProgress(progress, LOOK, linked)?.url ?? null;
  return { remoteId: id, remoteUrl: url ?? (id && address(id)) };
}

/**
 * Whether a story came out, by the page's own stories: each names its photo or film. Where another of the same kind
 * came out meanwhile, its medium may be told by another id, and nobody can say.
 * @throws PlatformError when it could not be read
 */
export async function reconcileStory(io: ReconcileIo, profile: string): Promise<Reconciliation> {
  const film = videoIdOf(io.progress, VIDEO);
  const medium = film ?? readProgress(io.progress, PHOTO, withId)?.id;
  const kind = film ? 'video' : 'photo';
  const earliest = instantMs(io.since) - CLOCK_SKEW_MS;
  const rows = await latest(io, Math.floor(earliest / 1_000));
  const ours = rows.find((row) => row.media_id === medium);
  if (ours) return { found: 'yes', remoteId: ours.post_id, remoteUrl: ours.url };
  if (film) {
    const status = await readStatus(io, film);
    if (isPublished(status) || isPublishing(status)) {
      return { found: 'yes', remoteId: null, remoteUrl: profile };
    }
  }
  const unknown = rows.some((row) => row.media_type === kind && !(creationMs(row) < earliest));
  return unknown
    ? { found: 'unclear', reason: `another ${kind} story came out since, which may be this one` }
    : { found: 'no' };
}

const creationMs = ({ creation_time: at }: z.infer<typeof storyRow>): number =>
  /^\d+$/u.test(at) ? Number(at) * 1_000 : instantMs(at);

async function latest(io: StepIo, sinceS: number) {
  const { data } = await graph(
    io,
    {
      method: 'GET',
      path: `/${segment(io.account.remoteId)}/stories`,
      params: {
        fields: 'post_id,status,creation_time,media_type,media_id,url',
        status: 'PUBLISHED',
        since: String(sinceS),
        limit: String(PAGE),
      },
      schema: graphList(storyRow),
      list: true,
    },
    FACEBOOK_CODES,
  );
  return data.data;
}

/** Best effort: the story is out whatever this read answers. */
async function addressOf(io: StepIo, postId: string): Promise<string | null> {
  try {
    const rows = await latest(io, Math.floor(instantMs(io.publication.dueAt) / 1_000));
    return rows.find((row) => row.post_id === postId)?.url ?? null;
  } catch (error) {
    if (error instanceof PlatformError) return null;
    throw error;
  }
}

const stories = (io: StepIo, edge: string, rules: Pick<GraphCall<unknown>, 'params' | 'codes' | 'inQuery'>) =>
  graph(
    io,
    {
      method: 'POST',
      path: `/${segment(io.account.remoteId)}/${edge}`,
      schema: storyAnswer,
      visible: true,
      ...rules,
    },
    FACEBOOK_CODES,
  );
