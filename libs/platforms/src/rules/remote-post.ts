import { capabilitiesOf, type Platform } from './registry.js';

/** Longest address that is stored, UTF-16 units. */
const LONGEST = 2_000;

/**
 * Checks an address of a network, whoever gave it: https on one of the network's hosts, where it has its own, without
 * password, port or invisible characters.
 * @param accountId of the account whose post it is, which names its server on a network of many
 * @returns the address in its normal form, or null
 */
export function networkAddress(platform: Platform, address: unknown, accountId?: string): string | null {
  if (typeof address !== 'string' || address.length > LONGEST || /[\p{C}\s\\]/u.test(address)) return null;
  if (!/^https:\/\//iu.test(address) || !URL.canParse(address)) return null;
  const { hostname, username, password, port, href } = new URL(address);
  if (username || password || port) return null;
  const { hosts } = capabilitiesOf(platform).remote;
  const known =
    hosts === 'any' ||
    (hosts === 'account' ? [serverOf(accountId ?? '')] : hosts).some(
      (host) => host !== '' && (hostname === host || hostname.endsWith(`.${host}`)),
    );
  return known && href.length <= LONGEST ? href : null;
}

/** Host of the server that an account's id names (`id@server`, with a path where a site has one); else empty. */
export const serverOf = (accountId: string): string => /@([^/@]+)(?:\/|$)/u.exec(accountId)?.[1] ?? '';

/** A post's id when it matches the network's pattern; else null. */
export const postIdOf = (platform: Platform, id: unknown): string | null =>
  typeof id === 'string' && capabilitiesOf(platform).remote.post.test(id) ? id : null;

/** Whether a text matches the network's pattern of account ids. */
export const isAccountId = (platform: Platform, id: string): boolean =>
  capabilitiesOf(platform).remote.account.test(id);
