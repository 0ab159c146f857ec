import type { MediaRule } from './capabilities.js';
import type { MediaFacts } from './platform.js';

/** How a video is converted for a network: pictures and sound are copied, only the container is rewritten. */
export interface VideoRecipe {
  layout: 'fast_start';
}

/**
 * What a network gets instead of a video; null when it is sent unchanged. Rewriting also removes the location, which
 * must not be published. Computed from the frozen facts alone, so that the approved revision decides what is sent.
 */
export function videoRecipe(rule: MediaRule, medium: MediaFacts): VideoRecipe | null {
  const turned = rule.fastStart && medium.video?.fastStart === false;
  return turned || medium.video?.located || isRewrapped(medium) ? { layout: 'fast_start' } : null;
}

/** Whether the container changes: what cameras and Apple's tools write becomes an MP4. */
export const isRewrapped = ({ mime }: MediaFacts): boolean => REWRAPPED.has(mime);

const REWRAPPED = new Set(['video/quicktime', 'video/x-m4v']);

/** Codecs that an MP4 may contain everywhere; a MOV may have others, such as ProRes and uncompressed sound. */
export const CARRIED = {
  codecs: ['avc', 'hevc', 'vp8', 'vp9', 'av1'],
  audioCodecs: ['aac', 'mp3', 'opus', 'ac3', 'eac3', 'flac'],
} as const;
