import { capabilitiesOf, type Platform } from '#rules/platforms';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Days before the end of a credential that cannot be renewed, at which people are told. */
export const WARNED_DAYS = [14, 7, 1] as const;

/** When a credential ends, and how sure that is. */
export interface CredentialEnd {
  /** UTC instant; null when it does not end, or nobody knows. */
  at: string | null;
  /** True when nobody said so: it is the documented life, counted from now, and so the latest it can be. */
  assumed: boolean;
}

/**
 * When a credential that somebody pastes ends.
 * @param given what that person says, if anything
 * @param origin where the network is reached, where that may decide
 */
export function endOfCredential(
  platform: Platform,
  given: string | undefined,
  nowMs: number,
  origin?: string,
): CredentialEnd {
  if (given !== undefined) return { at: given, assumed: false };
  if (isEndless(platform, origin)) return { at: null, assumed: false };
  const { days } = capabilitiesOf(platform).credential;
  return days === null
    ? { at: null, assumed: false }
    : { at: new Date(nowMs + days * DAY).toISOString(), assumed: true };
}

/** Whether a credential by way of an origin does not end, although the network's own do. */
const isEndless = (platform: Platform, origin: string | undefined): boolean =>
  origin !== undefined && capabilitiesOf(platform).credential.endlessAt === origin;

/** When a refresh token that somebody pastes ends at the latest; undefined where that is not documented. */
export function endOfConsent(platform: Platform, nowMs: number): string | undefined {
  const { consentDays } = capabilitiesOf(platform).credential;
  return consentDays === null ? undefined : new Date(nowMs + consentDays * DAY).toISOString();
}

/** What is known of a credential when its channel is looked after. */
export interface KnownCredential {
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
export function refreshDue(known: KnownCredential): boolean {
  const { platform, leftMs, assumed, hasRefreshToken, consentLeftMs } = known;
  if (leftMs === null) return hasRefreshToken;
  // It lasts as long as the consent: nothing is gained any more.
  if (!assumed && consentLeftMs !== null && leftMs >= consentLeftMs - DAY) return false;
  const { renewAheadMs, renewsItselfAfterMs = Infinity, days } = capabilitiesOf(platform).credential;
  if (leftMs <= renewAheadMs) return true;
  if (!assumed) return false;
  return hasRefreshToken || (days ?? 0) * DAY - leftMs >= renewsItselfAfterMs;
}

/** Whether the network renews a credential for itself alone: neither a refresh token nor our application is asked for. */
export const renewsItself = (platform: Platform): boolean =>
  capabilitiesOf(platform).credential.renewsItselfAfterMs !== undefined;

/** Pauses after looking after a channel came to nothing: doubled each time, ms. */
const FIRST_PAUSE_MS = 10 * 60_000;
const LAST_PAUSE_MS = 6 * HOUR;

/**
 * When a channel is looked after again after it came to nothing. Never so late that a credential would end untried.
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

/** When a channel is looked after next, ms from now: a day, sooner when its credential is about to need it. */
export function nextLook(platform: Platform, leftMs: number | null): number {
  if (leftMs === null) return DAY;
  return Math.min(DAY, Math.max(10 * 60_000, leftMs - capabilitiesOf(platform).credential.renewAheadMs));
}
