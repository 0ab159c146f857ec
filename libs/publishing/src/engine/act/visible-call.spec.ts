import type { Clock } from '#lib/kernel';
import {
  PlatformError,
  type PlatformErrorDetail,
  type Step,
  type StepIo,
  type StepResult,
} from '#lib/platforms';
import type { Settlement } from '../../rules/settlement.js';
import type { PublishingMetrics } from '../follow/index.js';
import type { LeaseCheck, Timers, Work } from '../claim/index.js';
import type { StepIoFactory } from '../platform/index.js';
import { VisibleCall } from './visible-call.js';

const VISIBLE_MS = 60_000;
const STEP: Step = {
  name: 'publish',
  kind: 'publish',
  phase: 'fire',
  effect: 'once',
  run: async () => accepted,
};
const accepted: StepResult = { state: 'done', output: { id: '17' } };
const error = (over: Partial<PlatformErrorDetail>): PlatformError =>
  new PlatformError({
    class: 'permanent',
    cause: 'network',
    code: '100',
    message: 'no',
    refused: true,
    ...over,
  });

describe('the visible call', () => {
  const held = (): Work =>
    ({
      id: 'u',
      channelId: 'c',
      state: 'publishing',
      stage: 'firing',
      attempts: 1,
      readings: 0,
      progress: { upload: { id: '9' }, $done: ['upload'] },
      intent: { step: 'publish', fence: 1, fingerprint: 'f', at: '' },
      dueInMs: 0,
      lateLimitMs: 3_600_000,
    }) as Partial<Work> as Work;

  /** What is done in which order, and what comes of it. */
  async function make(
    answer: () => Promise<StepResult>,
    { confirm = async () => undefined }: { confirm?: () => Promise<void> } = {},
  ): Promise<{ end: Settlement; done: string[]; took: number[]; work: Work }> {
    const done: string[] = [];
    const took: number[] = [];
    let now = 1000;
    const work = held();
    const call = new VisibleCall(
      {
        fire: async () => {
          done.push('sent');
          now += 200;
          return answer();
        },
        remotePost: () => ({ remoteId: '17', remoteUrl: 'https://network.example/17' }),
        visibilityMs: () => VISIBLE_MS,
      } as Partial<StepIoFactory> as StepIoFactory,
      {
        confirm: async () => {
          done.push('confirmed');
          await confirm();
        },
      } as Partial<LeaseCheck> as LeaseCheck,
      {
        until: async (atMs: number) => {
          done.push(`until ${atMs}`);
          now = Math.max(now, atMs);
        },
      } as Partial<Timers> as Timers,
      { fired: () => done.push('counted') } as Partial<PublishingMetrics> as PublishingMetrics,
      { monotonicMs: () => now } as Partial<Clock> as Clock,
    );
    call.onAnswer = (_channel, tookMs) => took.push(tookMs);
    const grant = { asked: { monotonic: 0, wall: 0 }, instant: 1500, io: {} as StepIo };
    return { end: await call.make(work, STEP, grant), done, took, work };
  }

  it('waits for the granted instant, makes sure that the lease is still its own, and sends once', async () => {
    const { end, done, took } = await make(async () => accepted);
    expect(done).toEqual(['counted', 'until 1500', 'confirmed', 'sent']);
    expect(end).toMatchObject({ state: 'publishing', stage: 'confirming', accepted: true, remoteId: '17' });
    expect(end).toMatchObject({ intent: null, keep: true, journal: [{ kind: 'accepted' }] });
    // The wait for the instant is not the network's.
    expect(took).toEqual([200]);
  });

  it('keeps what the network answered beside what was prepared', async () => {
    const { end, work } = await make(async () => accepted);
    expect(end.progress).toEqual({
      upload: { id: '9' },
      publish: { id: '17' },
      $done: ['upload', 'publish'],
    });
    expect(work.progress).toEqual(end.progress);
  });

  it('sent nothing when its lease was lost while the process stood still', async () => {
    const { end, done } = await make(async () => accepted, {
      confirm: () => Promise.reject(error({ class: 'transient', cause: 'network', code: 'paused' })),
    });
    expect(done).not.toContain('sent');
    expect(end).toMatchObject({ state: 'pending', stage: 'retrying', intent: null });
  });

  it.each([
    ['a refusal', { class: 'permanent', refused: true }, 'failed', null],
    ['an answer that never came', { class: 'transient', refused: false }, 'publishing', 'reconciling'],
    ['a duplicate, which may be its own', { class: 'duplicate', refused: true }, 'publishing', 'reconciling'],
  ] as const)('makes of %s what it proves', async (_what, detail, state, stage) => {
    const { end } = await make(() => Promise.reject(error(detail)));
    expect(end.state).toBe(state);
    if (stage) expect(end).toMatchObject({ stage, wakeInMs: VISIBLE_MS });
    else expect(end.intent).toBeNull();
  });

  it.each([
    ['a step that wants to wait', async (): Promise<StepResult> => ({ state: 'wait', afterMs: 1 })],
    ['an error of our own after the request left', () => Promise.reject(new Error('Cannot read properties'))],
  ])('does not take %s for a proof that nothing was sent', async (_what, answer) => {
    expect((await make(answer)).end).toMatchObject({ state: 'publishing', stage: 'reconciling' });
  });
});
