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

/**
 * How long a network documents that an access lasts, days; null where it does not end, or where the network's own pages
 * disagree (TikTok: two hours, or a day). Sources as above.
 */
const DOCUMENTED_DAYS: Record<Platform, number | null> = {
  facebook: null,
  instagram: 60,
  linkedin: 60,
  tiktok: null,
};
/**
 * How long a refresh token works from the consent on, days: renewing with it does not prolong its own life (LinkedIn,
 * programmatic refresh tokens). Null where it rotates, or there is none.
 */
const CONSENT_DAYS: Record<Platform, number | null> = {
  facebook: null,
  instagram: null,
  linkedin: 365,
  tiktok: null,
};
/** Instagram renews an access from this age on. */
const RENEWABLE_AGE_MS = DAY;

/** When an access ends, and how sure that is. */
export interface AccessEnd {
  /** UTC instant; null when it does not end, or nobody knows. */
  at: string | null;
  /** True when nobody said so: it is the documented life, counted from now, and so the latest it can be. */
  assumed: boolean;
}

/** When an access that somebody pastes ends. @param given what that person says, if anything */
export function endOfAccess(platform: Platform, given: string | undefined, nowMs: number): AccessEnd {
  if (given !== undefined) return { at: given, assumed: false };
  const days = DOCUMENTED_DAYS[platform];
  return days === null
    ? { at: null, assumed: false }
    : { at: new Date(nowMs + days * DAY).toISOString(), assumed: true };
}

/** When a refresh token that somebody pastes ends at the latest; undefined where that is not documented. */
export function endOfConsent(platform: Platform, nowMs: number): string | undefined {
  const days = CONSENT_DAYS[platform];
  return days === null ? undefined : new Date(nowMs + days * DAY).toISOString();
}

/** What is known of an access when its channel is looked after. */
export interface KnownAccess {
  platform: Platform;
  /** Milliseconds until it ends; null when it does not, or nobody knows. */
  leftMs: number | null;
  /** That end is only an assumption. */
  assumed: boolean;
  hasRefreshToken: boolean;
  /** Milliseconds until what renews it ends; null when nobody knows. */
  consentLeftMs: number | null;
}

/** Whether it is renewed now: ahead of its end, and early where renewing is the way to learn that end. */
export function refreshDue(known: KnownAccess): boolean {
  const { platform, leftMs, assumed, hasRefreshToken, consentLeftMs } = known;
  if (leftMs === null) return hasRefreshToken;
  // It lasts as long as the consent: nothing is gained any more.
  if (!assumed && consentLeftMs !== null && leftMs >= consentLeftMs - DAY) return false;
  if (leftMs <= AHEAD[platform]) return true;
  if (!assumed) return false;
  const life = (DOCUMENTED_DAYS[platform] ?? 0) * DAY;
  return hasRefreshToken || (platform === 'instagram' && life - leftMs >= RENEWABLE_AGE_MS);
}

/** Pauses after looking after a channel came to nothing: doubled each time, ms. */
const FIRST_PAUSE_MS = 10 * 60_000;
const LAST_PAUSE_MS = 6 * HOUR;

/**
 * When a channel is looked after again after it came to nothing. Never so late that an access would end untried.
 * @param failures in a row, from 1
 * @param random from 0 to 1: channels that failed together come back apart, up to a quarter either way
 */
export function nextTry(failures: number, leftMs: number | null, random: number): number {
  const pause = Math.min(LAST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (Math.min(failures, 20) - 1));
  const bounded =
    leftMs !== null && leftMs > 0 ? Math.min(pause, Math.max(FIRST_PAUSE_MS, leftMs / 3)) : pause;
  return Math.round(bounded * (0.75 + random / 2));
}

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
