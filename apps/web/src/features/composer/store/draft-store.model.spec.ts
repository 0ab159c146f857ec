import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { commands } from './testing/commands';
import { Model } from './testing/model';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

describe('a draft, whatever people, line and device do', () => {
  it(`loses no word, makes no post twice, tells no untruth (SEED=${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (all) => {
        await new Model().run(all);
      }),
      { seed, numRuns: 500 },
    );
  });
});
