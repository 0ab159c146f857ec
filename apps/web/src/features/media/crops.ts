import { capabilitiesOf, imageRecipe, type Platform, PLATFORMS } from '#rules/platforms';
import type { Media } from '../../shared/api/types';

/** Focal point, which every crop keeps: shares of width and height, 0 to 1 from the top left. */
export type Focus = NonNullable<Media['focus']>;

/** The default focal point. */
export const CENTRE: Focus = { x: 0.5, y: 0.5 };

/** What a network will show of a picture. */
export interface Crop {
  platform: Platform;
  /** The crop in pixels of the picture; null for the whole picture. */
  part: { left: number; top: number; width: number; height: number } | null;
}

/** Each network's crop around a focal point, by the same rule as the server. */
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

/** Whether the focal point matters on these networks. */
export const isCropped = (medium: Media, platforms?: readonly Platform[]): boolean =>
  cropsOf(medium, medium.focus, platforms).some(({ part }) => part !== null);

/** Moves a point by shares of width and height, inside the picture. */
export const moved = ({ x, y }: Focus, dx: number, dy: number): Focus => ({
  x: within(x + dx),
  y: within(y + dy),
});

/** A share from 0 to 1, in whole percents. */
export const within = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * 100) / 100;
