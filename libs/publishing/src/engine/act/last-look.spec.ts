import type { Step, StepIo } from '#lib/platforms';
import type { Settlement } from '../../rules/settlement.js';
import type { Outcomes } from '../follow/index.js';
import type { HeldLeases, LeaseCheck, PublicationStore, Work } from '../claim/index.js';
import type { QuotaPlaces, StepIoFactory } from '../platform/index.js';
import { LastLook } from './last-look.js';

const STEP: Step = {
  name: 'publish',
  kind: 'publish',
  phase: 'fire',
  effect: 'once',
  run: async () => ({ state: 'done', output: null }),
};

describe('the last look', () => {
  const held = (): Work =>
    ({
      id: 'u',
      fence: 3,
      state: 'pending',
      stage: 'armed',
      attempts: 0,
      readings: 0,
      progress: {},
      intent: null,
      dueInMs: 0,
      lateLimitMs: 3_600_000,
    }) as Partial<Work> as Work;

  /** @param granted the instant that the database grants; @param laneFreeIn null when nothing of its channel is in the way */
  function look({
    granted,
    ours = true,
    laneFreeIn = null,
  }: {
    granted: number | null;
    ours?: boolean;
    laneFreeIn?: number | null;
  }) {
    const work = held();
    const written: Settlement[] = [];
    const dropped: Work[] = [];
    const lastLook = new LastLook(
      {
        fire: async () => granted,
        renew: async () => new Set(ours ? [work.id] : []),
        laneFreeIn: async () => laneFreeIn,
      } as Partial<PublicationStore> as PublicationStore,
      { fingerprint: () => 'f', io: () => ({}) as StepIo } as Partial<StepIoFactory> as StepIoFactory,
      { now: () => ({ monotonic: 40, wall: 50 }) } as Partial<LeaseCheck> as LeaseCheck,
      { quotasOf: () => [] } as Partial<QuotaPlaces> as QuotaPlaces,
      { drop: (lost: Work) => dropped.push(lost) } as Partial<HeldLeases> as HeldLeases,
      {
        conclude: async (_work: Work, end: Settlement) => void written.push(end),
      } as Partial<Outcomes> as Outcomes,
    );
    return { work, written, dropped, ask: () => lastLook.ask(work, STEP, new AbortController().signal) };
  }

  it('grants with the promise written: the attempt is counted before it is made', async () => {
    const { work, written, ask } = look({ granted: 1234 });
    expect(await ask()).toMatchObject({ instant: 1234, asked: { monotonic: 40, wall: 50 } });
    expect(work).toMatchObject({ state: 'publishing', stage: 'firing', attempts: 1 });
    expect(work.intent).toMatchObject({ step: 'publish', fence: 3, fingerprint: 'f' });
    expect(written).toEqual([]);
  });

  it('lets go of what a decision or another worker took over, and writes nothing', async () => {
    const { work, written, dropped, ask } = look({ granted: null, ours: false });
    expect(await ask()).toBeNull();
    expect(dropped).toEqual([work]);
    expect(written).toEqual([]);
    expect(work).toMatchObject({ state: 'pending', attempts: 0, intent: null });
  });

  it('is asked again at once when its channel is free within a second', async () => {
    const { written, dropped, ask } = look({ granted: null, laneFreeIn: 999 });
    expect(await ask()).toBe('busy');
    expect([written, dropped]).toEqual([[], []]);
  });

  it.each([
    ['a second later, when nothing is known to be in the way', null, 1000],
    ['once its channel is free', 5000, 5000],
    ['when a person should hear of it, where its channel is free only later', 9_999_999, 3_601_000],
  ])('is looked at from the start %s', async (_when, laneFreeIn, wakeInMs) => {
    const { written, ask } = look({ granted: null, laneFreeIn });
    expect(await ask()).toBeNull();
    expect(written).toMatchObject([
      { state: 'pending', stage: 'waiting', wakeInMs, keep: false, intent: null },
    ]);
  });
});
