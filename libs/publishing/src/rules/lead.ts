import type { PostType } from '#rules/platforms';

/** A network needs so many times longer to process a video. */
export const VIDEO_LEAD = 5;

/**
 * How long before its hour a publication is prepared, ms.
 * @param armLeadSeconds the setting of that name
 */
export const leadMs = (armLeadSeconds: number, type: PostType): number =>
  armLeadSeconds * 1000 * (type === 'video' ? VIDEO_LEAD : 1);
