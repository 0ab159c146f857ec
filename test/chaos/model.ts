import fc from 'fast-check';
import { PLATFORMS } from '#rules/platforms';
import type { Platform } from '#lib/platforms';
import { ALL_COMMANDS } from './model-commands.js';
import { checkPromises, type Findings } from './model-promises.js';
import { openLife } from './model-life.js';
import type { Backend } from '../support/installation.js';

/** What the model remembers: enough to know which commands make sense. The promises are checked on the real thing. */
export interface Model {
  posts: number;
  worker: boolean;
}

/**
 * Lives of random commands: people plan, approve, edit, move, cancel and publish at once; workers crash and come back;
 * channels lose their access. After each command every promise is checked; at the end everything must be settled.
 * @returns what was broken, a line each; commands run
 */
export async function runModel(
  backend: Backend,
  {
    seed,
    runs,
    length,
    platforms = PLATFORMS,
  }: { seed: number; runs: number; length: number; platforms?: readonly Platform[] },
): Promise<{ findings: Findings; commands: number }> {
  const life = await openLife(backend, platforms);
  let commands = 0;
  try {
    await fc.assert(
      fc.asyncProperty(fc.commands(ALL_COMMANDS, { maxCommands: length, size: 'max' }), async (plan) => {
        await life.begin();
        await fc.asyncModelRun(
          () => ({ model: { posts: 0, worker: false } satisfies Model, real: life }),
          plan,
        );
        commands += [...plan].filter((command) => command.toString().length > 0).length;
        await life.settle();
        const findings = await checkPromises(life);
        if (findings.length > 0) throw new Error(findings.join('\n'));
      }),
      // A life of the real thing takes seconds: it is told as it was, not shortened.
      { seed, numRuns: runs, endOnFailure: true },
    );
    return { findings: [], commands };
  } catch (error) {
    return { findings: [error instanceof Error ? error.message : String(error)], commands };
  } finally {
    await life.close();
  }
}
