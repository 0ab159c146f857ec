import type { Step, StepIo } from '#lib/platforms';
import { Stepper } from './arming.js';
import type { StepIos } from './step-io.js';
import type { Store } from './store.js';
import type { Work } from './work.js';

describe('a network that never finishes processing', () => {
  const endless: Step = {
    name: 'status',
    phase: 'confirm',
    effect: 'repeatable',
    run: async () => ({ state: 'wait', afterMs: 31 * 60_000 }),
  };
  const run = (stage: 'arming' | 'confirming') =>
    new Stepper(
      { io: () => ({}) as StepIo } as Partial<StepIos> as StepIos,
      { settle: async () => true } as Partial<Store> as Store,
    ).run({ id: 'u', progress: {} } as Partial<Work> as Work, [endless], stage, new AbortController().signal);

  it('has refused what is not out yet', async () => {
    await expect(run('arming')).rejects.toMatchObject({ detail: { class: 'permanent', refused: true } });
  });

  it('has refused nothing that it accepted: a retry would publish a second one', async () => {
    await expect(run('confirming')).rejects.toMatchObject({
      detail: { class: 'unknown', refused: false, hint: 'may_be_live' },
    });
  });
});
