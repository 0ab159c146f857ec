import { capabilitiesOf, type Platform } from './registry.js';

/** Longest address that is kept. */
const LONGEST = 2_000;

/**
 * An address that shows something of a network, whoever gave it: https on one of its hosts, without password or port of
 * its own, and nothing that cannot be seen in it.
 * @returns it in its normal form, or null
 */
export function networkAddress(platform: Platform, address: unknown): string | null {
  if (typeof address !== 'string' || address.length > LONGEST || /[\p{C}\s\\]/u.test(address)) return null;
  if (!/^https:\/\//iu.test(address) || !URL.canParse(address)) return null;
  const { hostname, username, password, port, href } = new URL(address);
  if (username || password || port) return null;
  const known = capabilitiesOf(platform).remote.hosts.some(
    (host) => hostname === host || hostname.endsWith(`.${host}`),
  );
  return known && href.length <= LONGEST ? href : null;
}

/** An id of a post as the network makes them, or null for anything else that came in its place. */
export const postIdOf = (platform: Platform, id: unknown): string | null =>
  typeof id === 'string' && capabilitiesOf(platform).remote.post.test(id) ? id : null;

/** Whether a text can be the id of an account on a network. */
export const isAccountId = (platform: Platform, id: string): boolean =>
  capabilitiesOf(platform).remote.account.test(id);
