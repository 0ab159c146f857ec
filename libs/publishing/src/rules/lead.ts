import type { PostType } from '#rules/platforms';

/**
 * How long before it is due a publication gets its last look, ms, so that firing itself needs no query. From then on
 * it counts as in flight, and a person who cancels is told so.
 */
export const GRANT_AHEAD_MS = 500;

/** A video is prepared so many times earlier, because its network takes longer to process it. */
export const VIDEO_LEAD = 5;

/**
 * How long before it is due a publication is prepared, ms.
 * @param armLeadSeconds the setting `ARM_LEAD_SECONDS`
 */
export const leadMs = (armLeadSeconds: number, type: PostType): number =>
  armLeadSeconds * 1000 * (type === 'video' ? VIDEO_LEAD : 1);
