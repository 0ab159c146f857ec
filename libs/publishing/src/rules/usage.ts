import type { UsageReading } from '#rules/platforms';

/** From this share on the pace slows down: planned posts go out later, rather than being refused for an hour. */
const SLACKEN_PERCENT = 90;
const SLACK_MS = 5 * 60_000;
/** A rolling hour, ms: the longest time until a used-up allowance has room again, when the network names none. */
const FULL_MS = 60 * 60_000;

/**
 * How long to hold an account or application, given the usage that the network reports, ms; 0 for no hold.
 * Source: Meta Graph API, rate limits: calls made while throttled prolong the throttling.
 */
export function pauseFor({ percent, regainMs }: UsageReading): number {
  if (regainMs) return regainMs;
  if (percent >= 100) return FULL_MS;
  return percent >= SLACKEN_PERCENT ? SLACK_MS : 0;
}
