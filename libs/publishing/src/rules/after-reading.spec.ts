import { afterReading, afterUnreadable } from './after-reading.js';
import type { Settlement, PublicationStatus } from './settlement.js';

const status = (over: Partial<PublicationStatus> = {}): PublicationStatus => ({
  state: 'pending',
  stage: 'arming',
  attempts: 0,
  readings: 0,
  progress: {},
  intent: null,
  dueInMs: -1000,
  lateLimitMs: 21_600_000,
  ...over,
});
const intent = { step: 'post', fence: 1, fingerprint: 'f', at: '2026-12-01T08:00:00.000Z' };

describe('after reading the network', () => {
  const lost = status({ state: 'publishing', stage: 'reconciling', intent, attempts: 1 });

  it('adopts the post it finds', () => {
    expect(
      afterReading(lost, { found: 'yes', remoteId: '9', remoteUrl: null }, 'once', 1, 0.5),
    ).toMatchObject({
      state: 'published',
      accepted: true,
      remoteId: '9',
      intent: null,
    });
  });

  it('believes an absence after two readings, then tries once more', () => {
    const first = afterReading(lost, { found: 'no' }, 'once', 60_000, 0.5);
    expect(first).toMatchObject({ stage: 'reconciling', readings: 1, wakeInMs: 60_000, intent });
    const second = afterReading(
      { ...lost, readings: 1, progress: first.progress },
      { found: 'no' },
      'once',
      60_000,
      0.5,
    );
    expect(second).toMatchObject({ state: 'pending', stage: 'retrying', wakeInMs: 0, intent: null });
  });

  it.each([
    [
      'failed',
      (now: PublicationStatus) =>
        afterUnreadable(
          now,
          { class: 'transient', cause: 'network', code: 'http_502', message: '', refused: false },
          0.5,
        ),
    ],
    [
      'said nothing clear',
      (now: PublicationStatus) =>
        afterReading(now, { found: 'unclear', reason: 'two alike' }, 'once', 1, 0.5),
    ],
  ])(
    'a reading that %s counted as one that did not find it, and the post was sent again after a single absence',
    (_, other) => {
      const on = (now: PublicationStatus, { readings, progress }: Settlement): PublicationStatus => ({
        ...now,
        readings,
        progress,
      });
      const absent = (now: PublicationStatus) => afterReading(now, { found: 'no' }, 'once', 60_000, 0.5);
      const before = on(lost, other(lost));
      expect(absent(before)).toMatchObject({ stage: 'reconciling', wakeInMs: 60_000 });
      const between = on(lost, absent(lost));
      expect(absent(on(between, other(between)))).toMatchObject({ stage: 'reconciling', wakeInMs: 60_000 });
    },
  );

  it('believes it at once where the network knows our handle', () => {
    expect(afterReading(lost, { found: 'no' }, 'keyed', 60_000, 0.5)).toMatchObject({
      state: 'pending',
      intent: null,
    });
  });

  it.each(['keyed', 'once'] as const)(
    'was repeated at once and without end where nothing ever shows (%s): six times, ever more slowly, then a person',
    (effect) => {
      let now: PublicationStatus = lost;
      const pauses: number[] = [];
      for (;;) {
        const read = afterReading({ ...now, progress: { $absent: 1 } }, { found: 'no' }, effect, 60_000, 0.5);
        if (read.state === 'needs_attention') break;
        pauses.push(read.wakeInMs ?? NaN);
        now = { ...lost, attempts: now.attempts + 1 };
      }
      expect(pauses).toEqual([0, 5_000, 30_000, 120_000, 600_000]);
    },
  );

  it('asks a person about a twin that the network names and nobody finds', () => {
    const refused = { ...lost, progress: { $duplicateOf: 'urn:li:share:7' } };
    expect(afterReading(refused, { found: 'no' }, 'once', 1, 0.5)).toMatchObject({
      state: 'needs_attention',
      lastError: { message: 'duplicate of urn:li:share:7' },
    });
  });

  it('asks a person when absence repeats or nobody can tell', () => {
    expect(
      afterReading({ ...lost, attempts: 6, progress: { $absent: 1 } }, { found: 'no' }, 'once', 1, 0.5).state,
    ).toBe('needs_attention');
    expect(
      afterReading({ ...lost, readings: 2 }, { found: 'unclear', reason: 'two alike' }, 'once', 1, 0.5),
    ).toMatchObject({
      state: 'needs_attention',
      lastError: { message: 'two alike', hint: 'may_be_live' },
    });
  });
});
