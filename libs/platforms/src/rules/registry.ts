import { BLUESKY } from '../bluesky/capabilities.js';
import { FACEBOOK } from '../facebook/capabilities.js';
import { GHOST } from '../ghost/capabilities.js';
import { INSTAGRAM } from '../instagram/capabilities.js';
import { LINKEDIN } from '../linkedin/capabilities.js';
import { MASTODON } from '../mastodon/capabilities.js';
import { PINTEREST } from '../pinterest/capabilities.js';
import { THREADS } from '../threads/capabilities.js';
import { TIKTOK } from '../tiktok/capabilities.js';
import { WEBHOOK } from '../webhook/capabilities.js';
import { WORDPRESS } from '../wordpress/capabilities.js';
import { X } from '../x/capabilities.js';
import { YOUTUBE } from '../youtube/capabilities.js';
import type { AccountLimits, Capabilities, FormRule } from './capabilities.js';
import { type Formed, formRuleOf, inForm } from './form.js';
import { limitedBy } from './limited-by.js';
import type { PostForm } from './platform.js';

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
  webhook: WEBHOOK,
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

/** The rule of the form that a network gives a post; null for its usual one. */
export const formRuleOn = (platform: Platform, post: Formed): FormRule | null =>
  formRuleOf(capabilitiesOf(platform), post);

/** The form that a network gives a post; null for its usual one. */
export const formOf = (platform: Platform, post: Formed): PostForm | null =>
  formRuleOn(platform, post)?.form ?? null;

/** The capabilities of a network for one post, in the form that the post has there. */
export function capabilitiesFor(
  platform: Platform,
  post: Formed,
  limits?: AccountLimits | null,
): Capabilities {
  return inForm(capabilitiesOf(platform, limits), formOf(platform, post));
}

/** A value for each network. */
export const byPlatform = <T>(of: (platform: Platform) => T): Record<Platform, T> =>
  Object.fromEntries(PLATFORMS.map((platform) => [platform, of(platform)])) as Record<Platform, T>;
