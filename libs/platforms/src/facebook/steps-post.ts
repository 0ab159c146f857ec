import { segment } from '../kit/segment.js';
import { z } from 'zod';
import type { Step, StepIo } from '../kit/adapter.js';
import { PlatformError } from '../kit/platform-error.js';
import { readProgress, requireProgress, withId } from '../kit/progress.js';
import { FRESH_CODES } from '../meta/errors.js';
import { graph, graphId, graphSuccess } from '../meta/graph.js';
import { stringOption } from '../rules/check-options.js';
import type { ChannelContent } from '../rules/platform.js';
import { FACEBOOK_CODES } from './errors.js';
import { photoStep } from './photo.js';
import { placeOf } from './place.js';
import { permalinkAnswer } from './schemas.js';

/**
 * Text, link and photos: everything is created hidden before the due instant, then revealed. Revealing twice is
 * harmless, so a lost answer never makes a second post.
 */
export function postSteps(content: ChannelContent): Step[] {
  const photos = content.type === 'image' || content.type === 'images' ? content.media : [];
  return [
    ...photos.map((medium, index) => photoStep(`photo-${index}`, medium)),
    {
      name: 'create-hidden',
      kind: 'prepare',
      phase: 'arm',
      effect: 'repeatable',
      run: async (io) => {
        // Never create a second hidden post: the first may already be revealed.
        const known = readProgress(io.progress, 'create-hidden', withId);
        return { state: 'done', output: { id: known?.id ?? (await createHidden(io, photos.length)) } };
      },
    },
    {
      name: 'reveal',
      kind: 'publish',
      phase: 'fire',
      effect: 'keyed',
      run: async (io) => {
        const { id } = requireProgress(io.progress, 'create-hidden', withId);
        await graph(
          io,
          {
            method: 'POST',
            path: `/${segment(id)}`,
            params: { is_published: 'true' },
            schema: graphSuccess,
            visible: true,
            codes: FRESH_CODES,
          },
          FACEBOOK_CODES,
        );
        return { state: 'done', output: { id } };
      },
    },
    {
      name: 'permalink',
      kind: 'look',
      phase: 'confirm',
      effect: 'repeatable',
      run: async (io) => {
        const { id } = requireProgress(io.progress, 'create-hidden', withId);
        return { state: 'done', output: { url: await readPermalink(io, id) } };
      },
    },
  ];
}

async function createHidden(io: StepIo, photos: number): Promise<string> {
  const { text, link, type } = io.content;
  const attached = Array.from({ length: photos }, (_, index) => ({
    media_fbid: requireProgress(io.progress, `photo-${index}`, withId).id,
  }));
  const { data } = await graph(
    io,
    {
      method: 'POST',
      path: `/${segment(io.account.remoteId)}/feed`,
      params: {
        published: 'false',
        ...(text === '' ? {} : { message: text }),
        ...(type === 'link' && link ? { link, ...action(io.content, link) } : {}),
        ...placeOf(io.content),
        ...(attached.length > 0 ? { attached_media: JSON.stringify(attached) } : {}),
      },
      schema: graphId,
    },
    FACEBOOK_CODES,
  );
  return data.id;
}

/** The button under a link's card, which leads where the card does. */
function action({ options }: ChannelContent, link: string): Record<string, string> {
  const type = stringOption(options, 'callToAction');
  return type === null ? {} : { call_to_action: JSON.stringify({ type, value: { link } }) };
}

/**
 * Best effort: the post is live whatever this read answers. When the read fails, the address is derived from the id.
 */
async function readPermalink(io: StepIo, id: string): Promise<string | null> {
  try {
    const { data } = await graph(
      io,
      {
        method: 'GET',
        path: `/${segment(id)}`,
        params: { fields: 'permalink_url' },
        schema: permalinkAnswer,
      },
      FACEBOOK_CODES,
    );
    return data.permalink_url;
  } catch (error) {
    if (error instanceof PlatformError) return null;
    throw error;
  }
}

export const permalinkOutput = z.object({ url: z.string().nullable() });
