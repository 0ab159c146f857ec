import type { PlatformSettings } from './adapter.js';

/**
 * Address of a call that the network serves on another host than its API: there while the API is at its default, else
 * the same path at the origin of the settings (a stand-in serves everything on one).
 * @param own origin of the API by default
 */
export function elsewhere({ origin }: PlatformSettings, own: string, address: string): string {
  if (origin === own) return address;
  const { pathname, search } = new URL(address);
  return `${origin}${pathname}${search}`;
}
