import { stringOption } from '../rules/check-options.js';
import type { ChannelContent } from '../rules/platform.js';

/** The page of the place that a post or a reel is about. Source: Pages API, posts (`place`); Video API, reels. */
export function placeOf({ options }: ChannelContent): Record<string, string> {
  const place = stringOption(options, 'location')?.trim();
  return place ? { place } : {};
}
