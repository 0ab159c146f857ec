import ipaddr from 'ipaddr.js';
import { isInNetworks } from '../outbound/public-address.js';

/** An address as it is compared and counted: IPv4 is not hidden in IPv6, zones and ports are left out. */
export function plainAddress(text: string): string | null {
  const bare = /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? /^(\d+(?:\.\d+){3}):\d+$/.exec(text)?.[1] ?? text;
  const address = bare.replace(/%.*$/, '');
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : null;
}

/**
 * Who really asks: the peer of the connection, and beyond it what `X-Forwarded-For` says only as far as each hop, from
 * the right, is a proxy we were told to believe. What stands further left may have been written by anybody.
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trusted: readonly string[],
): string {
  let client = plainAddress(peer ?? '') ?? '';
  const hops = (forwardedFor ?? '').split(',').reverse();
  for (const hop of hops) {
    if (!client || !isInNetworks(client, trusted)) return client;
    const before = plainAddress(hop.trim());
    if (before === null) return client;
    client = before;
  }
  return client;
}

/** What attempts are counted by: an address, or for IPv6 the /64 that one customer has for themselves. */
export function addressGroup(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.parse(address);
  if (parsed.kind() === 'ipv4') return address;
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toString()}/64`;
}

const LOOPBACK = ['127.0.0.0/8', '::1'];

/** The headers that proxies add: with one of them, somebody else stands behind the peer. */
const FORWARDED = ['forwarded', 'via', 'x-real-ip', 'x-client-ip', 'true-client-ip', 'cf-connecting-ip'];

/**
 * Whether a request was made on this machine and by nobody beyond it. A proxy on the same machine connects from loopback
 * too, so that any header it may add is taken for somebody else's request.
 */
export function isFromThisMachine(
  peer: string | undefined,
  headers: Record<string, string | string[] | undefined>,
): boolean {
  const forwarded = Object.keys(headers).some(
    (name) => name.startsWith('x-forwarded') || FORWARDED.includes(name),
  );
  return !forwarded && isInNetworks(plainAddress(peer ?? '') ?? '', LOOPBACK);
}
