import type { FailureClass, PlatformErrorDetail } from '#rules/platforms';
import { afterRefusal, afterUnknown } from './after-failure.js';
import { afterUnreadable } from './after-reading.js';
import { backoffMs, MAX_ATTEMPTS } from './backoff.js';
import { afterUnconfirmed } from './after-confirming.js';
import { obstacleOf, overQuota, type PublicationContext } from './obstacle.js';
import type { PublicationStatus } from './settlement.js';
import { pauseFor } from './usage.js';

const HOUR = 3_600_000;
const status = (over: Partial<PublicationStatus> = {}): PublicationStatus => ({
  state: 'pending',
  stage: 'arming',
  attempts: 0,
  readings: 0,
  progress: {},
  intent: null,
  dueInMs: -1000,
  lateLimitMs: 6 * HOUR,
  ...over,
});
const failure = (of: FailureClass, over: Partial<PlatformErrorDetail> = {}): PlatformErrorDetail => ({
  class: of,
  cause: 'network',
  code: 'x',
  message: 'said the network',
  refused: true,
  ...over,
});
const intent = { step: 'post', fence: 1, fingerprint: 'f', at: '2026-12-01T08:00:00.000Z' };

describe('after a refusal', () => {
  it('retries what time may heal, with growing pauses', () => {
    const settlement = afterRefusal(status({ attempts: 1 }), failure('transient'), 0.5, true);
    expect(settlement).toMatchObject({
      state: 'pending',
      stage: 'retrying',
      attempts: 1,
      wakeInMs: 5000,
      intent: null,
    });
    expect(afterRefusal(status({ attempts: 2 }), failure('transient'), 0.5, true).wakeInMs).toBe(30_000);
  });

  it('counts an attempt that could not be seen, and one that could only once', () => {
    expect(afterRefusal(status({ attempts: 2 }), failure('transient'), 0.5, false).attempts).toBe(3);
    expect(afterRefusal(status({ attempts: 2 }), failure('transient'), 0.5, true).attempts).toBe(2);
  });

  it('gives up what nothing explains after the last attempt and says why', () => {
    expect(afterRefusal(status({ attempts: MAX_ATTEMPTS }), failure('unknown'), 0.5, true)).toMatchObject({
      state: 'failed',
      wakeInMs: null,
      lastError: { class: 'unknown', hint: 'gave_up' },
    });
  });

  it('failed posts three quarters of an hour into an outage that they had six hours to outlast', () => {
    let now = status({ attempts: 0 });
    let tries = 0;
    for (;;) {
      const settlement = afterRefusal(now, failure('transient'), 0.5, false);
      tries += 1;
      const { state, wakeInMs, attempts } = settlement;
      if (state === 'failed') {
        expect(settlement.lastError).toMatchObject({
          class: 'transient',
          hint: 'gave_up',
          message: 'said the network',
        });
        break;
      }
      now = { ...now, attempts, dueInMs: now.dueInMs - (wakeInMs ?? 0) };
    }
    // The last one just before it would have been shown as too late.
    expect(now.dueInMs + now.lateLimitMs).toBe(5000);
    expect(tries).toBeGreaterThan(10);
    expect(tries).toBeLessThan(25);
  });

  it('waits as long as the network asks, for the channel or the whole application', () => {
    const settlement = afterRefusal(
      status(),
      failure('rate_limited', { retryAfterMs: 90_000, scope: 'app' }),
      0.5,
      true,
    );
    expect(settlement).toMatchObject({
      stage: 'retrying',
      wakeInMs: 90_000,
      attempts: 0,
      channel: { holdMs: 90_000, scope: 'app' },
    });
  });

  it('holds a publication whose channel lost its credential, until its deadline', () => {
    const settlement = afterRefusal(
      status({ dueInMs: -HOUR }),
      failure('auth', { code: '190/463' }),
      0.5,
      true,
    );
    expect(settlement).toMatchObject({
      state: 'pending',
      stage: 'held',
      wakeInMs: 5 * HOUR,
      channel: { reconnect: '190/463' },
    });
  });

  it('never retries what a person must change', () => {
    expect(afterRefusal(status(), failure('permanent'), 0.5, true)).toMatchObject({
      state: 'failed',
      stage: 'done',
      wakeInMs: null,
    });
  });

  it('forgets an expired upload and everything after it', () => {
    const progress = { $done: ['info', 'init', 'chunk-0'], info: 1, init: 2, 'chunk-0': 3 };
    const settlement = afterRefusal(
      status({ progress }),
      failure('transient', { restartFrom: 'init' }),
      0.5,
      true,
    );
    expect(settlement.progress).toEqual({ $done: ['info'], info: 1 });
  });
});

describe('what is kept of a failure', () => {
  it('can be stored, though a cut text ends in half an emoji and a network sends NUL', () => {
    const said = `${'a'.repeat(499)}\u{1F600}\0 b`;
    const { message } = afterRefusal(status(), failure('permanent', { message: said }), 0.5, true)
      .lastError ?? { message: '' };
    expect(message).toHaveLength(499);
    expect(JSON.stringify(message)).not.toMatch(/\\ud|\\u0000/);
  });
});

describe('after a lost answer', () => {
  it('keeps the promise and reads the network first, once it must show', () => {
    const settlement = afterUnknown(
      status({ state: 'publishing', intent }),
      failure('unknown', { refused: false }),
      60_000,
    );
    expect(settlement).toMatchObject({ state: 'publishing', stage: 'reconciling', wakeInMs: 60_000, intent });
  });

  it('remembers which post the network says is there already', () => {
    const settlement = afterUnknown(
      status({ intent }),
      failure('duplicate', { duplicateOf: 'urn:li:share:7' }),
      1,
    );
    expect(settlement.progress).toEqual({ $duplicateOf: 'urn:li:share:7' });
  });
});

describe('pauses', () => {
  it('spread by a quarter either way, and stop growing', () => {
    expect([backoffMs(1, 0), backoffMs(1, 1)]).toEqual([3750, 6250]);
    expect(backoffMs(50, 0.5)).toBe(backoffMs(5, 0.5));
  });
});

describe('what is in the way of a publication', () => {
  const around = (over: Partial<PublicationContext> = {}): PublicationContext => ({
    ...status({ dueInMs: 30_000 }),
    wanted: true,
    channelState: 'connected',
    heldMs: 0,
    ...over,
  });

  it('is nothing, most of the time', () => expect(obstacleOf(around())).toBeNull());

  it('is a decision that was taken back: it is left alone until the next one', () => {
    expect(obstacleOf(around({ wanted: false }))).toMatchObject({ state: 'pending', wakeInMs: null });
  });

  it('is an hour too long past: shown, not sent', () => {
    expect(obstacleOf(around({ dueInMs: -7 * HOUR }))).toMatchObject({
      state: 'failed',
      lastError: { code: 'too_late' },
    });
  });

  it('told people that a post failed which may be out since before the database went back', () => {
    expect(
      obstacleOf(around({ dueInMs: -7 * HOUR, channelState: 'reconnect_needed', doubt: {} })),
    ).toMatchObject({
      state: 'needs_attention',
      lastError: { hint: 'may_be_live' },
    });
  });

  it.each(['paused', 'reconnect_needed'] as const)(
    'is a %s channel: held until its deadline',
    (channelState) => {
      expect(obstacleOf(around({ channelState }))).toMatchObject({
        stage: 'held',
        wakeInMs: 30_000 + 6 * HOUR + 1000,
      });
    },
  );

  it('is a network that asked for quiet beyond the instant it is due, not one that is quiet until before it', () => {
    expect(obstacleOf(around({ heldMs: 60_000 }))).toMatchObject({ stage: 'retrying', wakeInMs: 60_000 });
    expect(obstacleOf(around({ heldMs: 10_000 }))).toBeNull();
  });
});

describe('a credential that is refused while a post is read back', () => {
  const auth = failure('auth', { code: 'access_token_invalid' });
  const late = { dueInMs: -7 * HOUR };
  const accepted = (over: Partial<PublicationStatus> = {}, remoteId: string | null = null) =>
    afterUnconfirmed(
      { ...status({ state: 'publishing', stage: 'confirming', readings: 2, ...over }), remoteId },
      auth,
      0.5,
    );

  it('asks for another credential at once, and says nothing of a post that was accepted', () => {
    expect(accepted()).toMatchObject({
      state: 'publishing',
      stage: 'confirming',
      readings: 2,
      wakeInMs: 6 * HOUR,
      channel: { reconnect: 'access_token_invalid' },
      lastError: { class: 'unknown', hint: 'unread' },
    });
  });

  it('leaves an accepted post published by its name, or to a person without one, once it is too late', () => {
    expect(accepted(late, '17')).toMatchObject({ state: 'published', stage: 'done' });
    expect(accepted(late)).toMatchObject({ state: 'needs_attention', wakeInMs: null });
  });

  it('waits for no network beyond the moment when people should hear of the post', () => {
    const tomorrow = failure('rate_limited', { retryAfterMs: 24 * HOUR });
    const now = status({ state: 'publishing', stage: 'confirming', dueInMs: 0 });
    expect(afterUnconfirmed({ ...now, remoteId: '17' }, tomorrow, 0.5).wakeInMs).toBe(6 * HOUR + 1000);
    expect(afterUnconfirmed({ ...now, ...late, remoteId: '17' }, tomorrow, 0.5).state).toBe('published');
    expect(afterUnreadable(now, tomorrow, 0.5).wakeInMs).toBe(6 * HOUR + 1000);
    // Never in a circle either: a restored database searches for what is late already.
    expect(afterUnreadable({ ...now, ...late }, tomorrow, 0.5).wakeInMs).toBe(HOUR);
    expect(afterUnreadable({ ...now, ...late }, failure('transient'), 0.5).wakeInMs).toBe(5000);
  });

  it('takes no refusal of the question for a verdict on the post', () => {
    const unproven = failure('permanent', { refused: false });
    const settlement = afterUnconfirmed({ ...status({ readings: 2 }), remoteId: '17' }, unproven, 0.5);
    expect(settlement).toMatchObject({ stage: 'confirming', readings: 3 });
  });

  it('keeps a channel whose access may publish but not read', () => {
    const unreadable = afterUnreadable(status(), failure('auth', { hint: 'missing_permission' }), 0.5);
    expect(unreadable).toMatchObject({ stage: 'reconciling', readings: 1 });
    expect(unreadable.channel).toBeUndefined();
    const blind = failure('auth', { hint: 'missing_permission' });
    const settlement = afterUnconfirmed({ ...status({ readings: 2 }), remoteId: '17' }, blind, 0.5);
    expect(settlement).toMatchObject({ stage: 'confirming', readings: 3 });
    expect(settlement.channel).toBeUndefined();
  });

  it('waits for the other credential with what may be out, and hands it to a person once it is too late', () => {
    const unknown = status({ state: 'publishing', stage: 'reconciling', readings: 11 });
    expect(afterUnreadable(unknown, auth, 0.5)).toMatchObject({
      state: 'publishing',
      stage: 'reconciling',
      readings: 11,
      wakeInMs: 6 * HOUR,
      channel: { reconnect: 'access_token_invalid' },
    });
    expect(afterUnreadable({ ...unknown, ...late }, auth, 0.5)).toMatchObject({
      state: 'needs_attention',
      lastError: { hint: 'may_be_live' },
      channel: { reconnect: 'access_token_invalid' },
    });
  });
});

describe('a network that takes no more', () => {
  const quota = { name: 'posts', limit: 15 };

  it('delays a publication until shortly before its place, and says until when', () => {
    const place = { inMs: HOUR, at: Date.UTC(2026, 11, 1, 9), quota };
    expect(overQuota(status(), place, 60_000)).toMatchObject({
      state: 'pending',
      stage: 'delayed',
      attempts: 0,
      wakeInMs: HOUR - 60_000,
      lastError: { class: 'rate_limited', cause: 'quota', code: 'posts', hint: 'daily_quota' },
      journal: [{ kind: 'delayed', detail: { limit: 15, until: '2026-12-01T09:00:00.000Z' } }],
    });
  });

  it('shows at its deadline what has no place before it, and does not keep it until then in silence', () => {
    const place = { inMs: 24 * HOUR, at: 0, quota };
    expect(overQuota(status({ dueInMs: 0 }), place, 60_000).wakeInMs).toBe(6 * HOUR + 1000);
    const tomorrow = failure('rate_limited', { retryAfterMs: 24 * HOUR });
    const refused = afterRefusal(status({ dueInMs: 0 }), tomorrow, 0.5, true);
    expect(refused).toMatchObject({
      wakeInMs: 6 * HOUR + 1000,
      channel: { holdMs: 24 * HOUR, scope: 'channel' },
    });
  });

  it('holds nothing else back for one kind of call', () => {
    const paced = failure('rate_limited', { retryAfterMs: 20_000, scope: 'call' });
    const settlement = afterRefusal(status(), paced, 0.5, false);
    expect(settlement).toMatchObject({ stage: 'retrying', wakeInMs: 20_000, attempts: 0 });
    expect(settlement.channel).toBeUndefined();
    expect(afterUnconfirmed({ ...status({ readings: 5 }), remoteId: null }, paced, 0.5)).toMatchObject({
      readings: 5,
      wakeInMs: 20_000,
    });
  });

  it.each([
    [{ of: 'app', percent: 89 }, 0],
    [{ of: 'app', percent: 90 }, 300_000],
    [{ of: 'account', percent: 100 }, HOUR],
    [{ of: 'account', percent: 100, regainMs: 17 * 60_000 }, 17 * 60_000],
  ] as const)('%j of the allowance means a pause of %s ms', (reading, pause) => {
    expect(pauseFor(reading)).toBe(pause);
  });
});
