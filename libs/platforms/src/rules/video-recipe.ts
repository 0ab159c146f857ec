import type { MediaRule } from './capabilities.js';
import type { MediaFacts } from './platform.js';

/** How a video is made fit for a network: pictures and sound stay as they are, the file is laid out anew. */
export interface VideoRecipe {
  layout: 'fast_start';
}

/**
 * What a network gets instead of a video; null for the video as it is. Laid out anew it also loses the place where it was
 * taken, which is nobody's business. Made from the frozen facts alone, so what was approved decides what goes out.
 */
export function videoRecipe(rule: MediaRule, medium: MediaFacts): VideoRecipe | null {
  const turned = rule.fastStart && medium.video?.fastStart === false;
  return turned || medium.video?.located || isRewrapped(medium) ? { layout: 'fast_start' } : null;
}

/** Whether it goes out in another container: what cameras and Apple's tools write becomes an MP4. */
export const isRewrapped = ({ mime }: MediaFacts): boolean => REWRAPPED.has(mime);

const REWRAPPED = new Set(['video/quicktime', 'video/x-m4v']);

/** Encodings that an MP4 carries everywhere; a MOV may hold others, such as ProRes and sound that is not compressed. */
export const CARRIED = {
  codecs: ['avc', 'hevc', 'vp8', 'vp9', 'av1'],
  audioCodecs: ['aac', 'mp3', 'opus', 'ac3', 'eac3', 'flac'],
} as const;
