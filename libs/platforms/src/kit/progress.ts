import { z } from 'zod';
import type { Json } from '../rules/outcome.js';
import { shortIssues } from './call.js';
import { networkId } from './ids.js';
import { PlatformError } from './platform-error.js';

/**
 * Output of an earlier step; null when the step has not run.
 * @throws PlatformError when the output does not match this release's schema: a person must look
 */
export function readProgress<T>(
  progress: Readonly<Record<string, Json>>,
  step: string,
  schema: z.ZodType<T>,
): T | null {
  const stored = progress[step];
  if (stored === undefined || stored === null) return null;
  const parsed = schema.safeParse(stored);
  if (parsed.success) return parsed.data;
  throw new PlatformError({
    class: 'permanent',
    cause: 'internal',
    code: 'progress_unreadable',
    message: `step ${step}: ${shortIssues(parsed.error)}`,
    // Proves nothing about a post that was accepted already.
    refused: false,
  });
}

/** As `readProgress`, for a step that must have run before this one. @throws PlatformError */
export function requireProgress<T>(
  progress: Readonly<Record<string, Json>>,
  step: string,
  schema: z.ZodType<T>,
): T {
  const found = readProgress(progress, step, schema);
  if (found !== null) return found;
  throw new PlatformError({
    class: 'permanent',
    cause: 'internal',
    code: 'step_missing',
    message: `step ${step} has not run`,
    refused: true,
  });
}

/** Output of a step that made something with an id. */
export const withId = z.object({ id: networkId });

/** Delay between polls, ms: `firstMs`, then half as long again each time, up to `maxMs`. */
export function pollDelay(polls: number, firstMs: number, maxMs: number): number {
  return Math.min(maxMs, Math.round(firstMs * 1.5 ** Math.min(polls, 40)));
}
