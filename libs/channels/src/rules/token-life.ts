import type { Platform } from '#rules/platforms';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * How long before its end an access is renewed, ms: early enough for days of trouble where the network allows it.
 * Sources: Instagram Platform, long-lived tokens (60 days, refreshable once a day old); LinkedIn, programmatic refresh
 * tokens (60 days); TikTok, token management (2 hours since 2026-11). Facebook's page tokens do not end and cannot be renewed.
 */
const AHEAD: Record<Platform, number> = {
  facebook: 7 * DAY,
  instagram: 7 * DAY,
  linkedin: 7 * DAY,
  tiktok: HOUR,
};

/** Days before the end of an access that cannot be renewed, at which people are told. */
export const WARNED_DAYS = [14, 7, 1] as const;

/** @param leftMs milliseconds until the access ends; null when it does not */
export const refreshDue = (platform: Platform, leftMs: number | null): boolean =>
  leftMs !== null && leftMs <= AHEAD[platform];

/**
 * The warning that is due: the smallest of 14, 7 and 1 days that has been reached and not been told.
 * @param toldDays what was told last of this access; null for nothing
 */
export function expiryWarning(
  leftMs: number | null,
  toldDays: number | null,
): (typeof WARNED_DAYS)[number] | null {
  if (leftMs === null || leftMs <= 0) return null;
  const reached = WARNED_DAYS.filter((days) => leftMs <= days * DAY).at(-1) ?? null;
  return reached !== null && (toldDays === null || reached < toldDays) ? reached : null;
}

/** When a channel is looked after next, ms from now: a day, sooner when its access is about to need it. */
export function nextLook(platform: Platform, leftMs: number | null): number {
  if (leftMs === null) return DAY;
  return Math.min(DAY, Math.max(10 * 60_000, leftMs - AHEAD[platform]));
}
