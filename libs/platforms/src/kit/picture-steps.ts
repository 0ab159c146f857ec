import type { z } from 'zod';
import type { MediaFacts } from '../rules/platform.js';
import type { Json } from '../rules/outcome.js';
import type { Step, StepIo } from './adapter.js';
import { readProgress, requireProgress } from './progress.js';

const stepName = (index: number): string => `picture-${index}`;

/** Pictures that a site is sent ahead of the article they stand in. */
export interface SentPictures<T extends Json> {
  /** A step for each, which sends it once: what is in the progress is used again. */
  steps(media: readonly MediaFacts[]): Step[];
  /** What the site answered for each, with its alternative text. @throws PlatformError when one is missing */
  of(io: StepIo): (T & { altText: string })[];
}

/**
 * Pictures that are sent one by one and shown nowhere yet. A repeated upload may leave one more in the site's library.
 * @param schema of what is kept of each
 */
export const sentPictures = <T extends Json & object>(
  schema: z.ZodType<T>,
  send: (io: StepIo, medium: MediaFacts, index: number) => Promise<T>,
): SentPictures<T> => ({
  steps: (media) =>
    media.map((medium, index) => ({
      name: stepName(index),
      kind: 'media',
      phase: 'arm',
      effect: 'repeatable',
      run: async (io) => ({
        state: 'done',
        output: readProgress(io.progress, stepName(index), schema) ?? (await send(io, medium, index)),
      }),
    })),

  of: (io) =>
    io.content.media.map(({ altText }, index) => ({
      ...requireProgress(io.progress, stepName(index), schema),
      altText,
    })),
});
