import { facebook } from './facebook/adapter.js';
import { instagram } from './instagram/adapter.js';
import type { PlatformAdapter, PlatformSettings } from './kit/adapter.js';
import { guarded } from './kit/guarded.js';
import { linkedin } from './linkedin/adapter.js';
import { byPlatform, type Platform } from './rules/registry.js';
import { tiktok } from './tiktok/adapter.js';

/** What speaks to each network: a line each, as in the table of what is known of them (`rules/registry.ts`). */
const BY_PLATFORM: Record<Platform, PlatformAdapter> = {
  facebook: guarded(facebook),
  instagram: guarded(instagram),
  linkedin: guarded(linkedin),
  tiktok: guarded(tiktok),
};

/** Every network's, in the order of the table above. */
export const adapters: ReadonlyMap<Platform, PlatformAdapter> = new Map(
  Object.values(BY_PLATFORM).map((adapter) => [adapter.platform, adapter]),
);

/** The adapter of a network. */
export function adapterOf(platform: Platform): PlatformAdapter {
  return BY_PLATFORM[platform];
}

/** What the settings say of where networks are; nothing of one that is where it always was. */
export type PlatformPlaces = Readonly<
  Partial<Record<string, { origin?: string | undefined; version?: string | undefined }>>
>;

/** Where each network is: as its settings say (no trailing slash kept), or the real one. */
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
