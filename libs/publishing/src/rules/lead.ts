import type { PostType } from '#rules/platforms';

/**
 * How long before it is due a publication gets its last look, ms: so the due instant itself costs no database. From then on it
 * counts as on its way: who cancels is told so.
 */
export const GRANT_AHEAD_MS = 500;

/** A network needs so many times longer to process a video. */
export const VIDEO_LEAD = 5;

/**
 * How long before it is due a publication is prepared, ms.
 * @param armLeadSeconds the setting of that name
 */
export const leadMs = (armLeadSeconds: number, type: PostType): number =>
  armLeadSeconds * 1000 * (type === 'video' ? VIDEO_LEAD : 1);
