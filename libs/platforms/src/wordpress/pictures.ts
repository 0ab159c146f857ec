import { z } from 'zod';
import type { Step, StepIo } from '../kit/adapter.js';
import type { Figure } from '../kit/article-html.js';
import { networkId } from '../kit/ids.js';
import { readProgress, requireProgress } from '../kit/progress.js';
import type { MediaFacts } from '../rules/platform.js';
import { api } from './api.js';
import { mediaAnswer } from './schemas.js';
import { rootOf } from './start.js';
import { slugOf } from '../kit/slug.js';
import { titleOf } from '../kit/article-words.js';

const uploaded = z.object({ id: networkId, url: z.string() });
const stepName = (index: number): string => `picture-${index}`;
/** Two megabytes over a slow line, and the sizes that WordPress makes of a picture before it answers. */
const TIMEOUT_MS = 120_000;
const ENDINGS: Readonly<Record<string, string>> = { 'image/png': 'png', 'image/gif': 'gif' };

/** Sends the pictures to the site's library, in the form that PHP's limit for forms does not hold. */
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

/** The pictures on the site: the first stands above the article, the others below its text. */
export function picturesOf(io: StepIo): { above: string | null; below: Figure[] } {
  const [first, ...others] = io.content.media.map(({ altText }, index) => ({
    ...requireProgress(io.progress, stepName(index), uploaded),
    altText,
  }));
  return { above: first?.id ?? null, below: others.map(({ url, altText }) => ({ url, altText })) };
}
