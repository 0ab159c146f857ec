import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { commands } from './testing/commands';
import { Model } from './testing/model';

/** The same runs each time, so that a failure is its change's; others, and more of them, on demand: `SEED=8 RUNS=5000`. */
const seed = Number(process.env.SEED ?? 7);
const numRuns = Number(process.env.RUNS ?? 500);

describe('a draft, whatever people, line and device do', () => {
  it(`loses no word, makes no post twice, tells no untruth (SEED=${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (all) => {
        await new Model().run(all);
      }),
      { seed, numRuns },
    );
  });
});
