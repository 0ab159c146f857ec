import { FAILPOINTS, type Failpoint } from '#lib/kernel';
import type { Platform } from '#lib/platforms';
import { OPERATIONS } from '../../apps/sandbox/src/index.js';

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

/** Operations that the way of a post meets on each network; the others only read back. */
const MET: Record<Platform, readonly string[]> = {
  facebook: ['photos', 'feed', 'reveal', 'comments'],
  instagram: ['container', 'containerStatus', 'publish', 'comments'],
  linkedin: ['initializeUpload', 'upload', 'posts', 'comments'],
  tiktok: ['creatorInfo', 'init', 'upload', 'status'],
};

export const isRefresh = (point: Failpoint): boolean => point.endsWith('_refresh');
export const isNotification = (point: Failpoint): boolean => point.endsWith('_notification');

/** TikTok has no comments, and only its refresh tokens rotate; telling is the same whatever the network. */
export function meets(platform: Platform, point: Failpoint): boolean {
  if (isRefresh(point)) return platform === 'tiktok';
  if (isNotification(point)) return platform === 'facebook';
  return platform !== 'tiktok' || !point.endsWith('_comment');
}

/** Points that come after the network's yes: their posts are due a little earlier, so that all wait together. */
export const isLate = (point: Failpoint): boolean =>
  ['before_outcome', 'after_outcome', 'before_comment', 'after_comment'].includes(point);

/** The one call of each network that followers see, by the sandbox's name for it. */
export const VISIBLE = {
  facebook: 'reveal',
  instagram: 'publish',
  linkedin: 'posts',
  tiktok: 'upload',
} as const satisfies Record<Platform, string>;

/** Networks that count the calls of an application as a whole; TikTok counts those of each account. */
export const countsApplication = (platform: Platform): boolean => platform !== 'tiktok';

/** How each network is asked what it has, by the sandbox's name for it. */
const READ = {
  facebook: 'read',
  instagram: 'list',
  linkedin: 'finder',
  tiktok: 'status',
} as const satisfies Record<Platform, string>;
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
    [VISIBLE[platform], ...(platform === 'tiktok' ? [] : ['comments'])].flatMap((lost) =>
      READ_FAULTS.map((fault) => ({
        platform,
        operation: READ[platform],
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
    MET[platform]
      .filter((operation) => OPERATIONS[platform].some((known) => known === operation))
      .flatMap((operation) => faults.map((fault) => ({ platform, operation, fault }))),
  );

export { FAILPOINTS };
