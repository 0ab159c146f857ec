import ipaddr from 'ipaddr.js';
import { isInNetworks } from '../outbound/public-address.js';

/** An address in comparable form: IPv4-mapped IPv6 as IPv4, without zone and port. */
export function plainAddress(text: string): string | null {
  const bare = /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? /^(\d+(?:\.\d+){3}):\d+$/.exec(text)?.[1] ?? text;
  const address = bare.replace(/%.*$/, '');
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : null;
}

/**
 * The client's address: the connection's peer, and `X-Forwarded-For` from right to left only as long as each hop is
 * a trusted proxy. Anybody may have written what is further left.
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

/** The address by which attempts are counted: for IPv6 the /64, which one customer has. */
export function addressGroup(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.parse(address);
  if (parsed.kind() === 'ipv4') return address;
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toString()}/64`;
}

const LOOPBACK = ['127.0.0.0/8', '::1'];

/** Headers that proxies add: with any of them, the client is not the peer. */
const FORWARDED = ['forwarded', 'via', 'x-real-ip', 'x-client-ip', 'true-client-ip', 'cf-connecting-ip'];

/**
 * Whether a request was made on this machine without a proxy. A local proxy connects from loopback too, so any
 * header of a proxy counts as a remote request.
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
