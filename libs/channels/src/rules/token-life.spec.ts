import { expiryWarning, nextLook, refreshDue } from './token-life.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('the life of an access', () => {
  it.each([
    ['tiktok', 2 * HOUR, false],
    ['tiktok', HOUR, true],
    ['linkedin', 8 * DAY, false],
    ['linkedin', 7 * DAY, true],
    ['instagram', -HOUR, true],
    ['facebook', null, false],
  ] as const)('%s with %s ms left is renewed: %s', (platform, left, due) => {
    expect(refreshDue(platform, left)).toBe(due);
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
