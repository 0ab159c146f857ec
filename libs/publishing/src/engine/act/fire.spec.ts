import type { Step } from '#lib/platforms';
import type { Settlement } from '../../rules/settlement.js';
import type { Outcomes } from '../follow/index.js';
import type { Timers, Work } from '../claim/index.js';
import type { StepIoFactory } from '../platform/index.js';
import type { Confirm } from './confirm.js';
import { Fire } from './fire.js';
import type { FirePermit, LastLook } from './last-look.js';
import type { RunsInProgress } from './runs-in-progress.js';
import type { VisibleCall } from './visible-call.js';
import type { ConnectionWarmer } from './connection-warmer.js';

const STEP = { name: 'publish', phase: 'fire' } as Partial<Step> as Step;
const GRANT = { instant: 0 } as Partial<FirePermit> as FirePermit;

describe('firing', () => {
  const work = (id: string, dueAt = 10_000): Work =>
    ({ id, channelId: 'c', platform: 'facebook', dueAt, dueAtMonotonic: dueAt }) as Partial<Work> as Work;

  /** Fires by hand: timers are kept until they are run, looks answer what they are told. */
  function firing({
    looks = [],
    stage = 'confirming',
    plan = [STEP],
  }: {
    looks?: (FirePermit | 'busy' | null)[];
    stage?: Settlement['stage'];
    plan?: Step[];
  }) {
    const done: string[] = [];
    const timers: { at: number; run: () => void }[] = [];
    const running: Promise<void>[] = [];
    const stopping = new AbortController();
    const fire = new Fire(
      { plan: () => plan } as Partial<StepIoFactory> as StepIoFactory,
      {
        ask: async ({ id }: Work) => {
          done.push(`look ${id}`);
          return looks.length > 0 ? (looks.shift() ?? null) : GRANT;
        },
      } as Partial<LastLook> as LastLook,
      {
        make: async ({ id }: Work) => {
          done.push(`call ${id}`);
          return { stage } as Settlement;
        },
      } as Partial<VisibleCall> as VisibleCall,
      { run: async ({ id }: Work) => void done.push(`confirm ${id}`) } as Partial<Confirm> as Confirm,
      { conclude: async ({ id }: Work) => void done.push(`write ${id}`) } as Partial<Outcomes> as Outcomes,
      {
        expect: ({ platform }: Work) => done.push(`warm ${platform}`),
      } as Partial<ConnectionWarmer> as ConnectionWarmer,
      {
        at: (at: number, run: () => void) => timers.push({ at, run }),
        after: (ms: number, run: () => void) => timers.push({ at: -ms, run }),
      } as Partial<Timers> as Timers,
      {
        stopping: stopping.signal,
        track: (_work: Work, run: Promise<void>) => running.push(run),
      } as Partial<RunsInProgress> as RunsInProgress,
    );
    /** Runs what timers wait for, and all that follows. */
    const pass = async (): Promise<void> => {
      for (const { run } of timers.splice(0)) run();
      for (let run = running.shift(); run; run = running.shift()) await run;
    };
    return { fire, done, timers, stopping, pass };
  }
  const signal = new AbortController().signal;

  it('looks half a second ahead, calls, writes the outcome, and confirms', async () => {
    const { fire, done, timers, pass } = firing({});
    fire.ready(work('a'), signal, 0);
    expect(timers.map(({ at }) => at)).toEqual([9_500]);
    await pass();
    expect(done).toEqual(['warm facebook', 'look a', 'call a', 'write a', 'confirm a']);
  });

  it('looks when its network has a place for it, where that is later', async () => {
    const { fire, timers } = firing({});
    fire.ready(work('a'), signal, 20_000);
    expect(timers.map(({ at }) => at)).toEqual([20_000]);
  });

  it('does not confirm what was not accepted', async () => {
    const { fire, done, pass } = firing({ stage: 'reconciling' });
    fire.ready(work('a'), signal, 0);
    await pass();
    expect(done).toEqual(['warm facebook', 'look a', 'call a', 'write a']);
  });

  it('goes by the due instant in the lane of a channel, whoever asked first', async () => {
    const { fire, done, pass } = firing({});
    fire.ready(work('first'), signal, 0);
    fire.ready(work('later', 10_002), signal, 0);
    fire.ready(work('earlier', 10_001), signal, 0);
    await pass();
    expect(done.filter((what) => what.startsWith('call'))).toEqual([
      'call first',
      'call earlier',
      'call later',
    ]);
  });

  it('asks a busy lane again soon, twenty-five times, and then twice a second', async () => {
    const { fire, timers, pass } = firing({ looks: Array.from({ length: 27 }, () => 'busy' as const) });
    fire.ready(work('a'), signal, 0);
    const pauses: number[] = [];
    for (let asked = 0; asked < 27; asked += 1) {
      await pass();
      pauses.push(-(timers[0]?.at ?? 0));
    }
    expect(pauses).toEqual([...Array.from({ length: 25 }, () => 40), 500, 500]);
  });

  it('makes no call that was not granted', async () => {
    const { fire, done, timers, pass } = firing({ looks: [null] });
    fire.ready(work('a'), signal, 0);
    await pass();
    expect(done).toEqual(['warm facebook', 'look a']);
    expect(timers).toEqual([]);
  });

  it('looks at nothing once its lease is lost or the worker stops', async () => {
    const lost = new AbortController();
    const { fire, done, stopping, pass } = firing({});
    fire.ready(work('a'), lost.signal, 0);
    fire.ready(work('b'), signal, 0);
    lost.abort();
    stopping.abort();
    await pass();
    expect(done).toEqual(['warm facebook', 'warm facebook']);
  });

  it('refuses a plan without a visible step', () => {
    const { fire } = firing({ plan: [] });
    expect(() => fire.ready(work('a'), signal, 0)).toThrow('has no visible step');
  });
});
