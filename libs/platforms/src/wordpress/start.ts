import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Step, StepIo } from '../kit/adapter.js';
import { readProgress, requireProgress } from '../kit/progress.js';
import type { Root } from './api.js';
import { findSite, readUser } from './site.js';

const START = 'site';
const started = z.object({ root: z.enum(['pretty', 'plain']), key: z.string().regex(/^[\da-f]{12}$/u) });

/**
 * Reads the site and the user's rights before the due instant, and chooses the key by which this publication's draft
 * is found: it is stored before the draft is made, so that no repetition makes a second one.
 */
export const startStep: Step = {
  name: START,
  kind: 'check',
  phase: 'arm',
  effect: 'repeatable',
  run: async (io) => {
    const { root } = await findSite(io);
    await readUser(io, root);
    const key = readProgress(io.progress, START, started)?.key ?? randomBytes(6).toString('hex');
    return { state: 'done', output: { root, key } };
  },
};

/** How the site is reached; needs the first step. @throws PlatformError */
export const rootOf = ({ progress }: Pick<StepIo, 'progress'>): Root =>
  requireProgress(progress, START, started).root;

/** The same where that step may not have run. @throws PlatformError */
export const anyRoot = async (io: StepIo): Promise<Root> =>
  readProgress(io.progress, START, started)?.root ?? (await findSite(io)).root;

/** Slug of this publication's draft, while it is one. @throws PlatformError */
export const markOf = ({ progress }: Pick<StepIo, 'progress'>): string =>
  `lineup-${requireProgress(progress, START, started).key}`;
