import { BLUESKY } from '../bluesky/capabilities.js';
import { FACEBOOK } from '../facebook/capabilities.js';
import { GHOST } from '../ghost/capabilities.js';
import { INSTAGRAM } from '../instagram/capabilities.js';
import { LINKEDIN } from '../linkedin/capabilities.js';
import { MASTODON } from '../mastodon/capabilities.js';
import { PINTEREST } from '../pinterest/capabilities.js';
import { THREADS } from '../threads/capabilities.js';
import { TIKTOK } from '../tiktok/capabilities.js';
import { WORDPRESS } from '../wordpress/capabilities.js';
import { X } from '../x/capabilities.js';
import { YOUTUBE } from '../youtube/capabilities.js';
import type { AccountLimits, Capabilities } from './capabilities.js';
import { limitedBy } from './limited-by.js';

/** Every network by its name in code and API. The order is that of tabs and filters. */
const REGISTRY = {
  facebook: FACEBOOK,
  ghost: GHOST,
  instagram: INSTAGRAM,
  linkedin: LINKEDIN,
  pinterest: PINTEREST,
  threads: THREADS,
  tiktok: TIKTOK,
  wordpress: WORDPRESS,
  x: X,
  youtube: YOUTUBE,
  bluesky: BLUESKY,
  mastodon: MASTODON,
};

export type Platform = keyof typeof REGISTRY;

/** The networks Lineup publishes on. */
export const PLATFORMS = Object.keys(REGISTRY) as [Platform, ...Platform[]];

/**
 * The capabilities of a network.
 * @param limits of the account's own server, where it is about one account
 */
export function capabilitiesOf(platform: Platform, limits?: AccountLimits | null): Capabilities {
  const rules: Capabilities = REGISTRY[platform];
  return limits ? limitedBy(rules, limits) : rules;
}

/** A value for each network. */
export const byPlatform = <T>(of: (platform: Platform) => T): Record<Platform, T> =>
  Object.fromEntries(PLATFORMS.map((platform) => [platform, of(platform)])) as Record<Platform, T>;
