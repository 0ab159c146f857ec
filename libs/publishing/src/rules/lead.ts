import type { PostType } from '#rules/platforms';

/**
 * How long before its hour a publication is prepared, ms: a network needs time to process a video.
 * @param armLeadSeconds the setting of that name
 */
export const leadMs = (armLeadSeconds: number, type: PostType): number =>
  armLeadSeconds * 1000 * (type === 'video' ? 5 : 1);
