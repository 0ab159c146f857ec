import { capabilitiesOf, type Platform } from '#rules/platforms';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Days before the end of a credential that cannot be renewed, at which people are notified. */
export const WARNED_DAYS = [14, 7, 1] as const;

/** When a credential ends, and how sure that is. */
export interface CredentialEnd {
  /** UTC instant; null when it does not end, or nobody knows. */
  at: string | null;
  /** True when the end is assumed: documented lifetime from now on, so the latest possible end. */
  assumed: boolean;
}

/**
 * When a pasted credential expires.
 * @param given the end as the person gave it, if they did
 * @param origin where the network is reached, when that matters
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

/** Whether a credential used through this origin does not expire, although the network's others do. */
const isEndless = (platform: Platform, origin: string | undefined): boolean =>
  origin !== undefined && capabilitiesOf(platform).credential.endlessAt === origin;

/** Latest end of a pasted refresh token; undefined where the network does not document it. */
export function endOfConsent(platform: Platform, nowMs: number): string | undefined {
  const { consentDays } = capabilitiesOf(platform).credential;
  return consentDays === null ? undefined : new Date(nowMs + consentDays * DAY).toISOString();
}

/** What is known of a credential when its channel is checked. */
export interface KnownCredential {
  platform: Platform;
  /** Time until it expires, ms; null when it does not, or that is unknown. */
  leftMs: number | null;
  /** Whether that end is assumed. */
  assumed: boolean;
  hasRefreshToken: boolean;
  /** Time until its refresh token expires, ms; null when unknown. */
  consentLeftMs: number | null;
}

/** Whether to renew it now: ahead of its end, and early when renewing is the way to learn that end. */
export function refreshDue(known: KnownCredential): boolean {
  const { platform, leftMs, assumed, hasRefreshToken, consentLeftMs } = known;
  if (leftMs === null) return hasRefreshToken;
  // It already lasts as long as the consent, so renewing gains nothing.
  if (!assumed && consentLeftMs !== null && leftMs >= consentLeftMs - DAY) return false;
  const { renewAheadMs, renewsItselfAfterMs = Infinity, days } = capabilitiesOf(platform).credential;
  if (leftMs <= renewAheadMs) return true;
  if (!assumed) return false;
  return hasRefreshToken || (days ?? 0) * DAY - leftMs >= renewsItselfAfterMs;
}

/** Whether the network renews a credential by what it holds itself, without an application of ours. */
export const renewsItself = (platform: Platform): boolean =>
  capabilitiesOf(platform).credential.renewsItselfAfterMs !== undefined;

/** Pauses after failed checks, doubled each time, ms. */
const FIRST_PAUSE_MS = 10 * 60_000;
const LAST_PAUSE_MS = 6 * HOUR;

/**
 * When a channel is checked again after a failure; never so late that its credential would expire untried.
 * @param failures in a row, from 1
 * @param random from 0 to 1: spreads channels that failed together, up to a quarter either way
 */
export function nextTry(failures: number, leftMs: number | null, random: number): number {
  const pause = Math.min(LAST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (Math.min(failures, 20) - 1));
  const bounded =
    leftMs !== null && leftMs > 0 ? Math.min(pause, Math.max(FIRST_PAUSE_MS, leftMs / 3)) : pause;
  return Math.round(bounded * (0.75 + random / 2));
}

/**
 * The warning that is due: the smallest of 14, 7 and 1 days that has been reached and was not sent.
 * @param toldDays the last warning sent for this credential; null for none
 */
export function expiryWarning(
  leftMs: number | null,
  toldDays: number | null,
): (typeof WARNED_DAYS)[number] | null {
  if (leftMs === null || leftMs <= 0) return null;
  const reached = WARNED_DAYS.filter((days) => leftMs <= days * DAY).at(-1) ?? null;
  return reached !== null && (toldDays === null || reached < toldDays) ? reached : null;
}

/** When a channel is checked next, ms from now: a day, or sooner when its credential must be renewed. */
export function nextLook(platform: Platform, leftMs: number | null): number {
  if (leftMs === null) return DAY;
  return Math.min(DAY, Math.max(10 * 60_000, leftMs - capabilitiesOf(platform).credential.renewAheadMs));
}
