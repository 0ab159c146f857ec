import { z } from 'zod';
import type { Step, StepIo } from '../kit/adapter.js';
import { PlatformError } from '../kit/platform-error.js';
import { readProgress } from '../kit/progress.js';
import { segment } from '../kit/segment.js';
import type { Platform } from '../rules/registry.js';
import { networkAddress } from '../rules/remote-post.js';
import type { FailureTable } from './errors.js';
import { graph } from './graph.js';
import { publishedId } from './publish.js';

const output = z.object({ url: z.string().nullable(), tries: z.number().default(0) });

/** Readings of the address before it is left out; a new post is hidden from reads for some seconds. */
const MOST_TRIES = 4;

/**
 * Reads the address of what was published. Best effort: the post is live whatever this read answers.
 * @param platform whose hosts the address must be on
 */
export const permalinkStep = (platform: Platform, codes: FailureTable): Step => ({
  name: 'permalink',
  kind: 'look',
  phase: 'confirm',
  effect: 'repeatable',
  run: async (io) => {
    const id = publishedId(io.progress);
    const url = id ? await read(io, id, platform, codes) : null;
    const tries = (readProgress(io.progress, 'permalink', output)?.tries ?? 0) + 1;
    return id && !url && tries < MOST_TRIES
      ? { state: 'wait', afterMs: 500 * 2 ** tries, output: { url, tries } }
      : { state: 'done', output: { url, tries } };
  },
});

/** The address that the step has read; null before, and when it could not. */
export const permalinkIn = (progress: StepIo['progress']): string | null =>
  readProgress(progress, 'permalink', output)?.url ?? null;

async function read(io: StepIo, id: string, platform: Platform, codes: FailureTable): Promise<string | null> {
  try {
    const { data } = await graph(
      io,
      {
        method: 'GET',
        path: `/${segment(id)}`,
        params: { fields: 'permalink' },
        schema: z.object({ permalink: z.unknown() }),
      },
      codes,
    );
    return networkAddress(platform, data.permalink);
  } catch (error) {
    if (error instanceof PlatformError) return null;
    throw error;
  }
}
