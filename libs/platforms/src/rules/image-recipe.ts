import type { Capabilities, MediaRule } from './capabilities.js';
import type { ChannelContent, MediaFacts } from './platform.js';

/** Networks round ratios: 1200 x 628 is accepted as 1.91. */
export const RATIO_TOLERANCE = 0.005;

/**
 * How an image is converted for a network. The same recipe on the same file gives the same picture; sides and
 * offsets are whole pixels of the upright original.
 */
export interface ImageRecipe {
  mime: 'image/jpeg' | 'image/png' | 'image/gif';
  /** The part that is kept; null for all of it. */
  crop: { left: number; top: number; width: number; height: number } | null;
  /** Size of the result. */
  width: number;
  height: number;
  /** Largest file, bytes; a JPEG's quality is reduced to reach it. */
  maxBytes: number;
}

/** Width and height, pixels. */
type Size = Pick<ImageRecipe, 'width' | 'height'>;

/**
 * The one size of a gallery's pictures, where the network wants one: the proportions of the first, and the width of
 * the narrowest, so that none is enlarged.
 * @returns null where each keeps its own
 */
export function galleryFrame(
  { image, gallery }: Capabilities,
  { type, media }: Pick<ChannelContent, 'type' | 'media'>,
): Size | null {
  const [first] = media;
  if (!image || !gallery?.oneSize || type !== 'images' || !first) return null;
  const shape = imageRecipe(image, first);
  const shaped = withShape(image, shape);
  const width = Math.min(...media.map((medium) => imageRecipe(shaped, medium).width));
  return { width, height: Math.max(1, Math.round((width * shape.height) / shape.width)) };
}

const withShape = (rule: MediaRule, { width, height }: Size): MediaRule => ({
  ...rule,
  ratio: { min: width / height, max: width / height },
});

/**
 * What a network gets instead of an image. There is always a recipe, because the original's metadata (place, camera)
 * is never sent. Computed from the frozen facts alone, so that the approved revision decides what is sent.
 * @param frame the one size of its gallery ({@link galleryFrame})
 */
export function imageRecipe(rule: MediaRule, medium: MediaFacts, frame: Size | null = null): ImageRecipe {
  const { maxBytes } = rule;
  if (isAnimated(medium) && rule.animations) {
    const { width, height } = medium;
    return { mime: 'image/gif', crop: null, width, height, maxBytes };
  }
  const crop = cropOf(frame ? withShape(rule, frame) : rule, medium);
  const { width, height } = frame ?? scaled(rule, crop ?? medium);
  const png = DRAWN.has(medium.mime) && rule.mimes.includes('image/png') && medium.bytes <= maxBytes;
  return { mime: png ? 'image/png' : 'image/jpeg', crop, width, height, maxBytes };
}

/** Whether it is animated: such an image is sent unchanged or not at all. */
export const isAnimated = ({ kind, frames }: MediaFacts): boolean => kind === 'image' && (frames ?? 1) > 1;

/** Drawings keep sharp edges and transparency (PNG) where the network accepts it. */
const DRAWN = new Set(['image/png', 'image/gif']);

/** No network shows more; a photo of a hundred megapixels would be too heavy for all of them. */
const ENOUGH_PIXELS = 40_000_000;

/** The largest crop with an accepted ratio, as near to the focal point as possible. */
function cropOf(rule: MediaRule, { width, height, focus }: MediaFacts): ImageRecipe['crop'] {
  const { min = 0, max = Infinity } = rule.ratio ?? {};
  const ratio = width / height;
  if (ratio >= min - RATIO_TOLERANCE && ratio <= max + RATIO_TOLERANCE) return null;
  const size =
    ratio > max
      ? { width: Math.max(1, Math.floor(height * max)), height }
      : { width, height: Math.max(1, Math.floor(width / min)) };
  return {
    left: offset(focus?.x, width, size.width),
    top: offset(focus?.y, height, size.height),
    ...size,
  };
}

/** Offset of a crop that has the focal point, or else the middle, in its centre, without leaving the image. */
const offset = (focus: number | undefined, whole: number, part: number): number =>
  Math.min(whole - part, Math.max(0, Math.round((focus ?? 0.5) * whole - part / 2)));

function scaled(rule: MediaRule, { width, height }: { width: number; height: number }) {
  const factor = Math.min(
    1,
    (rule.width?.max ?? Infinity) / width,
    (rule.height?.max ?? Infinity) / height,
    Math.sqrt(Math.min(rule.maxPixels ?? Infinity, ENOUGH_PIXELS) / (width * height)),
  );
  return factor === 1
    ? { width, height }
    : { width: Math.max(1, Math.floor(width * factor)), height: Math.max(1, Math.floor(height * factor)) };
}
