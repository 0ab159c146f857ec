import { z } from 'zod';
import type { StepIo } from '../kit/adapter.js';
import type { Figure } from '../kit/article-html.js';
import { titleOf } from '../kit/article-words.js';
import { sentPictures } from '../kit/picture-steps.js';
import { slugOf } from '../kit/slug.js';
import type { MediaFacts } from '../rules/platform.js';
import { api } from './api.js';
import { imageAnswer } from './schemas.js';

const uploaded = z.object({ url: z.string() });
const TIMEOUT_MS = 120_000;

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

/** Sends the pictures to the site, which gives each an address that nobody has been told. */
export const pictures = sentPictures(uploaded, upload);

/** The pictures on the site: the first stands above the article, the others below its text. */
export function picturesOf(io: StepIo): { above: Figure | null; below: Figure[] } {
  const [above = null, ...below] = pictures.of(io);
  return { above, below };
}
