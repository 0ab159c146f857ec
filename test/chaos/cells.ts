import { FAILPOINTS, type Failpoint } from '#lib/kernel';
import { type Platform, PLATFORMS } from '#lib/platforms';
import { SANDBOX_PLATFORMS } from '../../apps/sandbox/src/index.js';
import { callsOf, takesComments } from '../support/platforms.js';

/** What is done to the machine while publications wait at their points. */
export const PROCESS_FAULTS = ['kill', 'pause', 'postgres_crash', 'redis_flush', 'redis_restart'] as const;
export type ProcessFault = (typeof PROCESS_FAULTS)[number];

/** What the sandbox does to a request; a refusal of the whole application holds every other cell: a round of its own. */
export const NETWORK_FAULTS = [
  'drop_before',
  'drop_after',
  'timeout_before',
  'timeout_after',
  'error_500_before',
  'error_500_after',
  'html_502',
  'truncated_json',
  'garbage',
  'duplicate',
  'forbidden',
  'rate_limited',
  'token_expired',
  'token_revoked',
] as const;
export type NetworkFault = (typeof NETWORK_FAULTS)[number];

export const isRefresh = (point: Failpoint): boolean => point.endsWith('_refresh');
export const isNotification = (point: Failpoint): boolean => point.endsWith('_notification');

/** Networks whose renewal gives another refresh token. */
export const rotates = (platform: Platform): boolean => SANDBOX_PLATFORMS[platform].rotates;

/**
 * Whether a post of a network comes by a point: comments where there are some, a renewal where it changes what is kept.
 * Telling is the same whatever the network: one of them.
 */
export function meets(platform: Platform, point: Failpoint): boolean {
  if (isRefresh(point)) return rotates(platform);
  if (isNotification(point)) return platform === PLATFORMS[0];
  return takesComments(platform) || !point.endsWith('_comment');
}

/** Points that come after the network's yes: their posts are due a little earlier, so that all wait together. */
export const isLate = (point: Failpoint): boolean =>
  ['before_outcome', 'after_outcome', 'before_comment', 'after_comment'].includes(point);

/** Networks that count the calls of an application as a whole; others count those of each account. */
export const countsApplication = (platform: Platform): boolean =>
  SANDBOX_PLATFORMS[platform].countsApplication;

/** What may happen to the question; none of it says anything of the post. */
const READ_FAULTS = [
  'drop_before',
  'error_500_before',
  'html_502',
  'forbidden',
  'rate_limited',
  'token_expired',
] as const satisfies readonly NetworkFault[];

export interface NetworkCell {
  platform: Platform;
  operation: string;
  fault: NetworkFault;
  /** A call before it that was done, and whose answer is lost. */
  lost?: string;
  times?: number;
}

/** Every question after a lost answer, of the post and of its first comment, and what may happen to the question. */
export const readBackCells = (platforms: readonly Platform[]): NetworkCell[] =>
  platforms.flatMap((platform) =>
    [callsOf(platform).visible, ...(takesComments(platform) ? ['comments'] : [])].flatMap((lost) =>
      READ_FAULTS.map((fault) => ({
        platform,
        operation: callsOf(platform).readBack,
        fault,
        lost,
        // The address of the post is read before its comment is looked for.
        times: lost === 'comments' ? 2 : 1,
      })),
    ),
  );

export const networkCells = (
  platforms: readonly Platform[],
  faults: readonly NetworkFault[],
): NetworkCell[] =>
  platforms.flatMap((platform) =>
    callsOf(platform).met.flatMap((operation) => faults.map((fault) => ({ platform, operation, fault }))),
  );

export { FAILPOINTS };
