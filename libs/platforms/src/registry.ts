import { bluesky } from './bluesky/adapter.js';
import { facebook } from './facebook/adapter.js';
import { ghost } from './ghost/adapter.js';
import { instagram } from './instagram/adapter.js';
import type { PlatformAdapter, PlatformSettings } from './kit/adapter.js';
import { guarded } from './kit/guarded.js';
import { linkedin } from './linkedin/adapter.js';
import { pinterest } from './pinterest/adapter.js';
import { mastodon } from './mastodon/adapter.js';
import { byPlatform, type Platform } from './rules/registry.js';
import { threads } from './threads/adapter.js';
import { tiktok } from './tiktok/adapter.js';
import { webhook } from './webhook/adapter.js';
import { wordpress } from './wordpress/adapter.js';
import { x } from './x/adapter.js';
import { youtube } from './youtube/adapter.js';

/** The adapter of each network: a line each, as in the table of capabilities (`rules/registry.ts`). */
const BY_PLATFORM: Record<Platform, PlatformAdapter> = {
  facebook: guarded(facebook),
  ghost: guarded(ghost),
  instagram: guarded(instagram),
  linkedin: guarded(linkedin),
  pinterest: guarded(pinterest),
  threads: guarded(threads),
  tiktok: guarded(tiktok),
  wordpress: guarded(wordpress),
  x: guarded(x),
  youtube: guarded(youtube),
  bluesky: guarded(bluesky),
  mastodon: guarded(mastodon),
  webhook: guarded(webhook),
};

/** All adapters, in the order of the table above. */
export const adapters: ReadonlyMap<Platform, PlatformAdapter> = new Map(
  Object.values(BY_PLATFORM).map((adapter) => [adapter.platform, adapter]),
);

/** The adapter of a network. */
export function adapterOf(platform: Platform): PlatformAdapter {
  return BY_PLATFORM[platform];
}

/** Origins and versions from the settings; absent for a network that is at its default. */
export type PlatformPlaces = Readonly<
  Partial<Record<string, { origin?: string | undefined; version?: string | undefined }>>
>;

/** Address of each network: from the settings (trailing slash removed), else the real one. */
export function platformSettings(places: PlatformPlaces): Record<Platform, PlatformSettings> {
  return byPlatform((platform) => {
    const { defaults } = adapterOf(platform);
    const { origin, version } = places[platform] ?? {};
    return {
      origin: (origin || defaults.origin).replace(/\/+$/u, ''),
      version: version || defaults.version,
    };
  });
}
