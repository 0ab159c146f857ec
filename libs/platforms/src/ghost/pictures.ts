import { z } from 'zod';
import type { Step, StepIo } from '../kit/adapter.js';
import type { Figure } from '../kit/article-html.js';
import { titleOf } from '../kit/article-words.js';
import { readProgress, requireProgress } from '../kit/progress.js';
import { slugOf } from '../kit/slug.js';
import type { MediaFacts } from '../rules/platform.js';
import { api } from './api.js';
import { imageAnswer } from './schemas.js';

const uploaded = z.object({ url: z.string() });
const stepName = (index: number): string => `picture-${index}`;
const TIMEOUT_MS = 120_000;

/** Sends the pictures to the site, which gives each an address that nobody has been told. */
export const pictureSteps = (media: readonly MediaFacts[]): Step[] =>
  media.map((medium, index) => ({
    name: stepName(index),
    kind: 'media',
    phase: 'arm',
    effect: 'repeatable',
    run: async (io) => ({
      state: 'done',
      output: readProgress(io.progress, stepName(index), uploaded) ?? (await upload(io, medium, index)),
    }),
  }));

async function upload(io: StepIo, medium: MediaFacts, index: number): Promise<z.infer<typeof uploaded>> {
  const ending = medium.mime === 'image/png' ? 'png' : 'jpg';
  const file = {
    stream: () => io.media.stream(medium.id),
    bytes: medium.bytes,
    contentType: medium.mime,
    filename: `${slugOf(titleOf(io.content)) || 'image'}-${index + 1}.${ending}`,
  };
  const { data } = await api(io, {
    method: 'POST',
    path: '/images/upload/',
    body: { multipart: { purpose: 'image', file } },
    schema: imageAnswer,
    timeoutMs: TIMEOUT_MS,
  });
  return { url: data.images[0].url };
}

/** The pictures on the site: the first stands above the article, the others below its text. */
export function picturesOf(io: StepIo): { above: Figure | null; below: Figure[] } {
  const [above = null, ...below] = io.content.media.map(({ altText }, index) => ({
    url: requireProgress(io.progress, stepName(index), uploaded).url,
    altText,
  }));
  return { above, below };
}
