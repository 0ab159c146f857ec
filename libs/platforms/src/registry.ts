import { facebook } from './facebook/adapter.js';
import { instagram } from './instagram/adapter.js';
import type { PlatformAdapter, PlatformSettings } from './kit/adapter.js';
import { guarded } from './kit/guarded.js';
import { linkedin } from './linkedin/adapter.js';
import type { Platform } from './rules/platform.js';
import { tiktok } from './tiktok/adapter.js';

const BY_PLATFORM: Record<Platform, PlatformAdapter> = {
  facebook: guarded(facebook),
  instagram: guarded(instagram),
  linkedin: guarded(linkedin),
  tiktok: guarded(tiktok),
};

/** Every network. Adding one is a folder and a line above. */
export const adapters: ReadonlyMap<Platform, PlatformAdapter> = new Map(
  Object.values(BY_PLATFORM).map((adapter) => [adapter.platform, adapter]),
);

/** The adapter of a network. */
export function adapterOf(platform: Platform): PlatformAdapter {
  return BY_PLATFORM[platform];
}

type Network = Uppercase<Platform>;
/** Settings that say where networks are. */
export type PlatformPlaces = Readonly<
  Partial<Record<`${Network}_API_ORIGIN` | `${Network}_API_VERSION`, string>>
>;

/**
 * Where each network is: `<NETWORK>_API_ORIGIN` (no trailing slash kept) and `<NETWORK>_API_VERSION`, or the real one.
 * @throws Error naming the variable that is not a web origin
 */
export function platformSettings(env: PlatformPlaces): Record<Platform, PlatformSettings> {
  const of = ({ platform, defaults }: PlatformAdapter): PlatformSettings => {
    const prefix = platform.toUpperCase() as Network;
    const origin = (env[`${prefix}_API_ORIGIN`] || defaults.origin).replace(/\/+$/u, '');
    if (!/^https?:\/\//u.test(origin) || !URL.canParse(origin)) {
      throw new Error(`${prefix}_API_ORIGIN is not an address: ${origin}`);
    }
    return { origin, version: env[`${prefix}_API_VERSION`] || defaults.version };
  };
  return { facebook: of(facebook), instagram: of(instagram), linkedin: of(linkedin), tiktok: of(tiktok) };
}
