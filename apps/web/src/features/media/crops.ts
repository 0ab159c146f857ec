import { capabilitiesOf, imageRecipe, type Platform, PLATFORMS } from '#rules/platforms';
import type { Media } from '../../shared/api/types';

/** The point of a picture that every cut keeps: shares of its width and height, 0 to 1 from the top left. */
export type Focus = NonNullable<Media['focus']>;

/** The point that is kept while nobody chose one. */
export const CENTRE: Focus = { x: 0.5, y: 0.5 };

/** What a network will show of a picture. */
export interface Crop {
  platform: Platform;
  /** The part that is kept, in pixels of the picture; null for all of it. */
  part: { left: number; top: number; width: number; height: number } | null;
}

/** What each network will keep of a picture around a focal point, by the very rule that cuts it. */
export function cropsOf(
  medium: Media,
  focus: Focus | null,
  platforms: readonly Platform[] = PLATFORMS,
): Crop[] {
  if (medium.kind !== 'image') return [];
  return platforms.flatMap((platform) => {
    const { image } = capabilitiesOf(platform);
    return image ? [{ platform, part: imageRecipe(image, { ...medium, focus }).crop }] : [];
  });
}

/** Whether the focal point changes anything on these networks. */
export const isCropped = (medium: Media, platforms?: readonly Platform[]): boolean =>
  cropsOf(medium, medium.focus, platforms).some(({ part }) => part !== null);

/** Moves a point by shares of width and height, inside the picture. */
export const moved = ({ x, y }: Focus, dx: number, dy: number): Focus => ({
  x: within(x + dx),
  y: within(y + dy),
});

/** A share from 0 to 1, in whole percents: finer than any finger. */
export const within = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * 100) / 100;
