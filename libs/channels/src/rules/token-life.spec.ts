import { endOfCredential, endOfConsent, expiryWarning, nextLook, nextTry, refreshDue } from './token-life.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('the life of a credential', () => {
  it.each([
    ['tiktok', 2 * HOUR, false],
    ['tiktok', HOUR, true],
    ['linkedin', 8 * DAY, false],
    ['linkedin', 7 * DAY, true],
    ['instagram', -HOUR, true],
    ['facebook', null, false],
  ] as const)('%s with %s ms left is renewed: %s', (platform, leftMs, due) => {
    expect(
      refreshDue({ platform, leftMs, assumed: false, hasRefreshToken: false, consentLeftMs: null }),
    ).toBe(due);
  });

  it.each([
    ['an Instagram access of some hours is too young', 'instagram', 59.5 * DAY, false, false],
    ['an Instagram access a day old', 'instagram', 59 * DAY, false, true],
    ['a LinkedIn access with a refresh token', 'linkedin', 60 * DAY, true, true],
    ['a LinkedIn access without one', 'linkedin', 50 * DAY, false, false],
  ] as const)('is renewed early to learn its end: %s', (_case, platform, leftMs, hasRefreshToken, due) => {
    expect(refreshDue({ platform, leftMs, assumed: true, hasRefreshToken, consentLeftMs: null })).toBe(due);
  });

  it.each([
    ['in its last week, before a consent that goes on', 7 * DAY, 300 * DAY, true],
    ['not once it ends with the consent', 7 * DAY, 7.5 * DAY, false],
    ['not for a consent that is over', -HOUR, -2 * HOUR, false],
  ])('of LinkedIn is renewed %s', (_when, leftMs, consentLeftMs, due) => {
    const known = { platform: 'linkedin', leftMs, assumed: false, hasRefreshToken: true } as const;
    expect(refreshDue({ ...known, consentLeftMs })).toBe(due);
  });

  it('is renewed by a consent of a year on LinkedIn', () => {
    expect(endOfConsent('linkedin', Date.UTC(2026, 10, 26))).toBe('2027-11-26T00:00:00.000Z');
    expect(endOfConsent('tiktok', 0)).toBeUndefined();
  });

  it('is taken to last as long as its network documents, from now', () => {
    const now = Date.UTC(2026, 10, 26);
    expect(endOfCredential('instagram', undefined, now)).toEqual({
      at: '2027-01-25T00:00:00.000Z',
      assumed: true,
    });
    expect(endOfCredential('facebook', undefined, now)).toEqual({ at: null, assumed: false });
    expect(endOfCredential('facebook', '2026-12-01T00:00:00Z', now)).toEqual({
      at: '2026-12-01T00:00:00Z',
      assumed: false,
    });
  });

  it('is tried again after pauses that grow, up to six hours, and before its end', () => {
    const minutes = [1, 2, 3, 4, 9].map((failures) => nextTry(failures, null, 0.5) / 60_000);
    expect(minutes).toEqual([10, 20, 40, 80, 360]);
    expect([nextTry(2, null, 0), nextTry(2, null, 1)].map((ms) => ms / 60_000)).toEqual([15, 25]);
    expect(nextTry(6, HOUR, 0.5) / 60_000).toBe(20);
    expect(nextTry(6, 60_000, 0.5) / 60_000).toBe(10);
    expect(nextTry(3, -HOUR, 0.5) / 60_000).toBe(40);
  });

  it.each([
    ['long before', 15 * DAY, null, null],
    ['at fourteen days', 14 * DAY, null, 14],
    ['not twice', 13 * DAY, 14, null],
    ['at seven', 7 * DAY, 14, 7],
    ['once when first seen with three days left', 3 * DAY, null, 7],
    ['on the last day', DAY, 7, 1],
    ['not twice on the last day', HOUR, 1, null],
    ['not when it is over', 0, 1, null],
    ['not without an end', null, null, null],
  ])('warns %s', (_when, left, told, days) => {
    expect(expiryWarning(left, told)).toBe(days);
  });

  it('is looked after daily, and sooner when the end comes near', () => {
    expect(nextLook('facebook', null)).toBe(DAY);
    expect(nextLook('linkedin', 60 * DAY)).toBe(DAY);
    expect(nextLook('tiktok', 12 * HOUR)).toBe(11 * HOUR);
    expect(nextLook('tiktok', HOUR)).toBe(600_000);
  });
});
