import type { PlatformResponse } from '../kit/http.js';
import type { PlatformErrorDetail, UsageReading } from '../rules/outcome.js';

const QUARTER_MS = 15 * 60_000;
const DAY_MS = 86_400_000;

/** One allowance as the headers of an answer tell it. */
interface Allowance {
  limit: number;
  remaining: number;
  /** Time until it is full again, ms; undefined when the answer does not tell. */
  regainMs: number | undefined;
}

/** `<prefix>-limit`, `-remaining` and `-reset`, which is in seconds since 1970; null when they are missing. */
function allowance({ headers }: PlatformResponse, prefix: string): Allowance | null {
  const number = (name: string): number => {
    const told = headers[`${prefix}-${name}`] ?? '';
    return /^\d{1,12}$/u.test(told) ? Number(told) : NaN;
  };
  const [limit, remaining] = [number('limit'), number('remaining')];
  if (!(limit > 0) || !(remaining <= limit)) return null;
  // By X's own clock: ours may differ.
  const waitMs = number('reset') * 1_000 - Date.parse(headers.date ?? '');
  return { limit, remaining, regainMs: Number.isNaN(waitMs) ? undefined : Math.max(1_000, waitMs) };
}

const app = (response: PlatformResponse): Allowance | null => allowance(response, 'x-app-limit-24hour');
const user = (response: PlatformResponse): Allowance | null => allowance(response, 'x-user-limit-24hour');

/**
 * Whom a 429 holds, and for how long. A day that is used up counts before the window of fifteen minutes, which has a reset
 * of its own and may be nearly unused. Source: X API, rate limits.
 */
export function heldBy(
  response: PlatformResponse,
): Pick<PlatformErrorDetail, 'scope' | 'retryAfterMs' | 'hint'> {
  const [ofApp, ofUser, window] = [app(response), user(response), allowance(response, 'x-rate-limit')];
  if (ofApp?.remaining === 0) {
    return { scope: 'app', retryAfterMs: ofApp.regainMs ?? DAY_MS / 24, hint: 'rate_limited' };
  }
  if (ofUser?.remaining === 0) {
    return { scope: 'channel', retryAfterMs: ofUser.regainMs ?? DAY_MS / 24, hint: 'daily_quota' };
  }
  return { scope: 'channel', retryAfterMs: window?.regainMs ?? QUARTER_MS, hint: 'rate_limited' };
}

/**
 * Usage of the allowances of a day, which only calls that write report. That of fifteen minutes is each call's own and is
 * kept by our rates, so that many readings do not hold the posts.
 */
export function xUsage(response: PlatformResponse): readonly UsageReading[] {
  const reading = (of: UsageReading['of'], told: Allowance | null): UsageReading[] =>
    told === null
      ? []
      : [
          {
            of,
            percent: (100 * (told.limit - told.remaining)) / told.limit,
            ...(told.remaining === 0 && told.regainMs !== undefined ? { regainMs: told.regainMs } : {}),
          },
        ];
  return [...reading('app', app(response)), ...reading('account', user(response))];
}
