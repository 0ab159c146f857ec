import { z } from 'zod';
import type { StepIo } from '../kit/adapter.js';
import type { Figure } from '../kit/article-html.js';
import { networkId } from '../kit/ids.js';
import { sentPictures } from '../kit/picture-steps.js';
import type { MediaFacts } from '../rules/platform.js';
import { api } from './api.js';
import { mediaAnswer } from './schemas.js';
import { rootOf } from './start.js';
import { slugOf } from '../kit/slug.js';
import { titleOf } from '../kit/article-words.js';

const uploaded = z.object({ id: networkId, url: z.string() });
/** Two megabytes over a slow line, and the sizes that WordPress makes of a picture before it answers. */
const TIMEOUT_MS = 120_000;
const ENDINGS: Readonly<Record<string, string>> = { 'image/png': 'png', 'image/gif': 'gif' };

async function upload(io: StepIo, medium: MediaFacts, index: number): Promise<z.infer<typeof uploaded>> {
  const name = `${slugOf(titleOf(io.content)) || 'image'}-${index + 1}.${ENDINGS[medium.mime] ?? 'jpg'}`;
  const { data } = await api(io, {
    root: rootOf(io),
    method: 'POST',
    path: '/wp/v2/media',
    query: { _fields: 'id,source_url', ...(medium.altText.trim() && { alt_text: medium.altText }) },
    headers: { 'content-disposition': `attachment; filename="${name}"` },
    body: { stream: () => io.media.stream(medium.id), bytes: medium.bytes, contentType: medium.mime },
    schema: mediaAnswer,
    timeoutMs: TIMEOUT_MS,
  });
  return { id: data.id, url: data.source_url };
}

/** Sends the pictures to the site's library, in the form that PHP's limit for forms does not hold. */
export const pictures = sentPictures(uploaded, upload);

/** The pictures on the site: the first stands above the article, the others below its text. */
export function picturesOf(io: StepIo): { above: string | null; below: Figure[] } {
  const [first, ...below] = pictures.of(io);
  return { above: first?.id ?? null, below };
}
