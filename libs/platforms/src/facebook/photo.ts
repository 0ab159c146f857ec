import type { Step, StepIo } from '../kit/adapter.js';
import { segment } from '../kit/segment.js';
import { graph, graphId } from '../meta/graph.js';
import type { MediaFacts } from '../rules/platform.js';
import { FACEBOOK_CODES } from './errors.js';

/** Time for a photo upload on a slow line, ms. */
const UPLOAD_TIMEOUT_MS = 60_000;

/** Uploads a photo that nobody sees until a post or a story has it. Source: Pages API, photos. */
export const photoStep = (name: string, medium: MediaFacts): Step => ({
  name,
  kind: 'media',
  phase: 'arm',
  effect: 'repeatable',
  run: async (io) => ({ state: 'done', output: { id: await uploadPhoto(io, medium) } }),
});

async function uploadPhoto(io: StepIo, medium: MediaFacts): Promise<string> {
  const extension = medium.mime === 'image/png' ? 'png' : 'jpg';
  const { data } = await graph(
    io,
    {
      method: 'POST',
      path: `/${segment(io.account.remoteId)}/photos`,
      params: { published: 'false', ...(medium.altText ? { alt_text_custom: medium.altText } : {}) },
      files: {
        source: {
          stream: () => io.media.stream(medium.id),
          bytes: medium.bytes,
          filename: `${medium.id}.${extension}`,
          contentType: medium.mime,
        },
      },
      schema: graphId,
      timeoutMs: UPLOAD_TIMEOUT_MS,
    },
    FACEBOOK_CODES,
  );
  return data.id;
}
