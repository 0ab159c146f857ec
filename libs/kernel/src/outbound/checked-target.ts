import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { DomainError } from '../errors.js';
import { isInNetworks, isPublicAddress } from './public-address.js';

/** Every address of a name. */
export type Resolve = (hostname: string) => Promise<string[]>;

export interface TargetRules {
  /** Private networks that may be reached anyway; none by default. */
  allowed: readonly string[];
  resolve: Resolve;
}

/** A web address whose host was resolved and found public: connect to `addresses`, never resolve again. */
export interface CheckedTarget {
  url: URL;
  addresses: string[];
}

export const systemResolve: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true, verbatim: true })).map(({ address }) => address);

/**
 * Checks an address that a person gave. The URL parser normalises decimal, octal, hexadecimal and short IPv4 forms,
 * so they are checked like any other. A name is refused when any of its addresses is, because that is how DNS
 * rebinding starts.
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

/** The system's error code only: its message could reveal the internal network. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'failed';
