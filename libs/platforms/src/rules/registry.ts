import { FACEBOOK } from '../facebook/capabilities.js';
import { INSTAGRAM } from '../instagram/capabilities.js';
import { LINKEDIN } from '../linkedin/capabilities.js';
import { THREADS } from '../threads/capabilities.js';
import { TIKTOK } from '../tiktok/capabilities.js';
import type { Capabilities } from './capabilities.js';

/** Every network by its name in code and API. The order is that of tabs and filters. */
const REGISTRY = {
  facebook: FACEBOOK,
  instagram: INSTAGRAM,
  linkedin: LINKEDIN,
  threads: THREADS,
  tiktok: TIKTOK,
};

export type Platform = keyof typeof REGISTRY;

/** The networks Lineup publishes on. */
export const PLATFORMS = Object.keys(REGISTRY) as [Platform, ...Platform[]];

/** The capabilities of a network. */
export function capabilitiesOf(platform: Platform): Capabilities {
  return REGISTRY[platform];
}

/** A value for each network. */
export const byPlatform = <T>(of: (platform: Platform) => T): Record<Platform, T> =>
  Object.fromEntries(PLATFORMS.map((platform) => [platform, of(platform)])) as Record<Platform, T>;
