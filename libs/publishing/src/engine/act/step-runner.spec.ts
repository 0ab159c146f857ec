import type { Step, StepIo, StepResult } from '#lib/platforms';
import type { Settlement } from '../../rules/settlement.js';
import type { PublicationStore, Work } from '../claim/index.js';
import type { StepIoFactory } from '../platform/index.js';
import { StepRunner } from './step-runner.js';

const DUE = Date.parse('2026-12-01T08:00:00Z');
const waits: StepResult = { state: 'wait', afterMs: 30_000, output: { polls: 1 } };

describe('a step that waits for its network', () => {
  const written: Settlement[] = [];
  const asked: number[] = [];
  const signal = new AbortController().signal;
  const stepRunner = new StepRunner(
    { io: () => ({}) as StepIo } as Partial<StepIoFactory> as StepIoFactory,
    {
      keep: async (_work: Work, settlement: Settlement) => void written.push(settlement),
    } as Partial<PublicationStore> as PublicationStore,
    { after: (_work, ms) => asked.push(ms) },
  );
  const stepOf = (result: () => StepResult): Step => ({
    name: 'status',
    kind: 'look',
    phase: 'confirm',
    effect: 'repeatable',
    run: async () => result(),
  });
  /** Claimed so long after it began to wait. */
  const waiting = (sinceMs: number | null, progress = {}) =>
    ({
      id: 'u',
      dueAt: DUE,
      dueInMs: 0,
      progress: {
        ...progress,
        ...(sinceMs === null ? {} : { $waiting: { step: 'status', since: DUE - sinceMs } }),
      },
    }) as Partial<Work> as Work;
  const run = (work: Work, result: () => StepResult, stage: 'arming' | 'confirming' = 'arming') =>
    stepRunner.run(work, [stepOf(result)], stage, signal);

  beforeEach(() => {
    written.length = 0;
    asked.length = 0;
  });

  it('is let go with the instant of the next look in its row, and keeps no slot asleep', async () => {
    expect(await run(waiting(null), () => waits)).toBeNull();
    expect(written).toEqual([
      expect.objectContaining({
        keep: false,
        wakeInMs: 30_000,
        progress: { status: { polls: 1 }, $waiting: { step: 'status', since: DUE } },
      }),
    ]);
    expect(asked).toEqual([30_000]);
  });

  it('remembers since when it waits, whoever looks', async () => {
    await run(waiting(20 * 60_000), () => waits);
    expect(written[0]?.progress['$waiting']).toEqual({ step: 'status', since: DUE - 20 * 60_000 });
  });

  it('has refused what is not out yet when the network never finishes', async () => {
    await expect(run(waiting(30 * 60_000), () => waits)).rejects.toMatchObject({
      detail: { class: 'permanent', refused: true },
    });
  });

  it('has refused nothing that it accepted: a retry would publish a second one', async () => {
    await expect(run(waiting(30 * 60_000), () => waits, 'confirming')).rejects.toMatchObject({
      detail: { class: 'unknown', refused: false, hint: 'may_be_live' },
    });
  });

  it('waits anew after a failure', async () => {
    const work = waiting(29 * 60_000);
    await expect(
      run(work, () => {
        throw new Error('away');
      }),
    ).rejects.toThrow('away');
    expect(work.progress['$waiting']).toBeUndefined();
  });

  it('goes on at once with the next part, and pauses when nothing came of the last one', async () => {
    let sent = 0;
    const parts = () => ({ state: 'wait', afterMs: 0, output: { sent: Math.min(++sent, 3) } }) as const;
    expect(await run(waiting(null), parts)).toBeNull();
    expect(sent).toBe(4);
    expect(asked).toEqual([1_000]);
  });
});
