import { z } from 'zod';
import type { Step, StepIo } from '../kit/adapter.js';
import { readProgress, requireProgress } from '../kit/progress.js';
import type { MediaFacts } from '../rules/platform.js';
import { xCall } from './api.js';
import { mediaStatus, settled, UPLOAD_TIMEOUT_MS, uploaded } from './processing.js';
import { mediaAnswer, type MediaState } from './schemas.js';

/** Name of the step that uploads an image. */
export const imageName = (index: number): string => `image-${index}`;

/** Uploads an image, and describes it before any post shows it. Source: X API v2, upload media, create metadata. */
export function imageSteps(medium: MediaFacts, index: number): Step[] {
  const name = imageName(index);
  const upload: Step = {
    name,
    kind: 'media',
    phase: 'arm',
    effect: 'repeatable',
    run: async (io) => {
      const known = readProgress(io.progress, name, uploaded);
      return known
        ? settled(await mediaStatus(io, known.id), known.polls)
        : settled(await send(io, medium), 0);
    },
  };
  const text = medium.altText.trim();
  return text === '' ? [upload] : [upload, describe(index, text)];
}

async function send(io: StepIo, { id, mime, bytes }: MediaFacts): Promise<MediaState> {
  const media = { stream: () => io.media.stream(id), bytes, contentType: mime, filename: 'image' };
  const { data } = await xCall(io, {
    method: 'POST',
    path: '/media/upload',
    body: { multipart: { media_category: 'tweet_image', media } },
    schema: mediaAnswer,
    timeoutMs: UPLOAD_TIMEOUT_MS,
  });
  return data;
}

const describe = (index: number, text: string): Step => ({
  name: `alt-${index}`,
  kind: 'prepare',
  phase: 'arm',
  effect: 'repeatable',
  run: async (io) => {
    const { id } = requireProgress(io.progress, imageName(index), uploaded);
    await xCall(io, {
      method: 'POST',
      path: '/media/metadata',
      body: { json: { id, metadata: { alt_text: { text } } } },
      schema: z.unknown(),
    });
    return { state: 'done', output: { id } };
  },
});
