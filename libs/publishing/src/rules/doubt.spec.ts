import { afterUnconfirmed } from './after-confirming.js';
import { afterUnknown } from './after-failure.js';
import { afterUnreadable } from './after-reading.js';
import type { PublicationStatus } from './settlement.js';

const UNKNOWN: PublicationStatus = {
  state: 'publishing',
  stage: 'reconciling',
  attempts: 1,
  readings: 0,
  progress: {},
  intent: null,
  dueInMs: -1000,
  lateLimitMs: 6 * 3_600_000,
};

describe('while nobody knows whether a post is out', () => {
  it.each([
    ['a 404 that the network itself sent', { class: 'permanent', hint: 'content_refused', refused: true }],
    ['a gateway’s page', { class: 'transient', code: 'http_404', refused: false }],
    ['a refused credential', { class: 'auth', hint: 'reconnect', refused: true }],
  ] as const)('a reading that met %s told people that nothing was published', (_what, over) => {
    const detail = { cause: 'network' as const, code: 'x', message: '', ...over };
    const now = UNKNOWN;
    for (const settled of [
      afterUnreadable(now, detail, 0.5),
      afterUnknown(now, detail, 60_000),
      afterUnconfirmed({ ...now, remoteId: null }, { ...detail, refused: false }, 0.5),
    ]) {
      const words = [settled.lastError, ...settled.journal.map((line) => line.detail)].filter(Boolean);
      // Both sentences say that it may be live.
      const hint = expect.stringMatching(/^(?:may_be_live|unread)$/u);
      for (const told of words) expect(told).toMatchObject({ class: 'unknown', hint });
    }
  });
});
