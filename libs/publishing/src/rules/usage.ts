import type { UsageReading } from '#rules/platforms';

/** From this share on the pace slackens: what is planned goes out later, rather than be refused for an hour. */
const SLACKEN_PERCENT = 90;
const SLACK_MS = 5 * 60_000;
/** A rolling hour: the longest until a full allowance has places again when the network names no time. */
const FULL_MS = 60 * 60_000;

/**
 * How long an account or application is left alone for what the network says is used, ms; 0 when it need not be.
 * Source: Meta Graph API, rate limits: calls made while throttled prolong the throttling.
 */
export function pauseFor({ percent, regainMs }: UsageReading): number {
  if (regainMs) return regainMs;
  if (percent >= 100) return FULL_MS;
  return percent >= SLACKEN_PERCENT ? SLACK_MS : 0;
}
