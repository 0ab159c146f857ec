import { z } from 'zod';
import type { StepIo } from '../kit/adapter.js';
import { readProgress, requireProgress } from '../kit/progress.js';

/** What is the same in every attempt to publish a post: the key of its record, and the instant that readers see. */
export const chosen = z.object({ key: z.string(), createdAt: z.string() });
type Chosen = z.infer<typeof chosen>;

/** The step that chooses it. */
export const CHOOSING = 'account';

/** Null when nothing was armed yet. */
export const knownChoice = (io: Pick<StepIo, 'progress'>): Chosen | null =>
  readProgress(io.progress, CHOOSING, chosen);

/** @throws PlatformError when nothing was armed yet */
export const requireChoice = (io: Pick<StepIo, 'progress'>): Chosen =>
  requireProgress(io.progress, CHOOSING, chosen);
