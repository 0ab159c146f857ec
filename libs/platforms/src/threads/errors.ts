import { GRAPH_CODES, type FailureTable } from '../meta/errors.js';

const DAY = 86_400_000;

/** Source: Threads API, error codes and troubleshooting. */
export const THREADS_CODES: FailureTable = {
  ...GRAPH_CODES,
  '9': { class: 'rate_limited', hint: 'daily_quota', retryAfterMs: 3_600_000, scope: 'channel' },
  '10/4279067': { class: 'auth', hint: 'missing_permission' },
  '24': { class: 'permanent', hint: 'target_missing' },
  '4/2207051': { class: 'rate_limited', hint: 'account_restricted', retryAfterMs: DAY, scope: 'channel' },
  '/4279013': { class: 'auth', hint: 'account_checkpoint' },
};

/**
 * Codes that mean something else when publishing. A container that was just created may be unknown for some seconds,
 * whatever its state says, and the flag for passing faults is wrong then; "blocked as spam" comes even when the post
 * went live, which is left to reconciliation.
 */
export const PUBLISH_CODES: FailureTable = {
  '4/2207051': { class: 'unknown', refused: false, hint: 'may_be_live' },
  '24/4279009': { class: 'transient', retryAfterMs: 5_000 },
};
