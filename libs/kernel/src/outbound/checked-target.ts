import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { DomainError } from '../errors.js';
import { isInNetworks, isPublicAddress } from './public-address.js';

/** Every address of a name. */
export type Resolve = (hostname: string) => Promise<string[]>;

export interface TargetRules {
  /** Networks of one's own that may be reached nonetheless; none by default. */
  allowed: readonly string[];
  resolve: Resolve;
}

/** A web address whose host was resolved and found to be public: connect to `addresses`, never resolve again. */
export interface CheckedTarget {
  url: URL;
  addresses: string[];
}

export const systemResolve: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true, verbatim: true })).map(({ address }) => address);

/**
 * Checks an address a person gave. The URL parser writes decimal, octal, hexadecimal and short forms of an IPv4
 * address out first, so they are judged like any other. A name is refused when one of its addresses is: such an answer
 * is the first half of a rebinding.
 * @throws DomainError 422 `address_invalid`, `address_refused` or `address_unreachable`
 */
export async function checkTarget(text: string | URL, rules: TargetRules): Promise<CheckedTarget> {
  const url = parseWebAddress(text);
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (host === '') throw new DomainError(422, 'address_invalid');
  const addresses = isIP(host) ? [host] : await resolveName(host, rules.resolve);
  const safe = (address: string): boolean => isPublicAddress(address) || isInNetworks(address, rules.allowed);
  if (!addresses.every(safe)) throw new DomainError(422, 'address_refused');
  return { url, addresses };
}

function parseWebAddress(text: string | URL): URL {
  const url = URL.canParse(String(text)) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password) {
    throw new DomainError(422, 'address_invalid');
  }
  return url;
}

async function resolveName(host: string, resolve: Resolve): Promise<string[]> {
  const addresses = await resolve(host).catch((cause: unknown) => {
    throw new DomainError(422, 'address_unreachable', { cause: codeOf(cause) });
  });
  if (addresses.length === 0) throw new DomainError(422, 'address_unreachable', { cause: 'ENODATA' });
  return addresses;
}

/** The system's short word for a failure; its sentence could give away what stands in the internal network. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'failed';
