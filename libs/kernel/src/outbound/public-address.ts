import ipaddr from 'ipaddr.js';

/** The only part of IPv6 that is assigned on the Internet (IANA, global unicast). */
const GLOBAL_UNICAST: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];
/** Documentation range of 2024 (RFC 9637), missing in the library's tables. */
const DOCUMENTATION: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('3fff::'), 20];

/**
 * True for an address of the public Internet only: not private, loopback, link-local (cloud metadata), carrier-grade
 * NAT, multicast, unspecified, reserved, documentation or benchmark, and no IPv6 address that wraps an IPv4 one
 * (IPv4-mapped, NAT64, 6to4, Teredo), which could lead inside.
 * Source: IANA special-purpose address registries.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (!(parsed instanceof ipaddr.IPv6)) return true;
  return parsed.zoneId === undefined && parsed.match(GLOBAL_UNICAST) && !parsed.match(DOCUMENTATION);
}

/**
 * Whether an address is in one of these networks: `10.1.0.0/16`, or one address.
 * @throws Error for a text that is not a network
 */
export function isInNetworks(address: string, networks: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  return networks.some((network) => {
    const [base, bits] = parseNetwork(network);
    return parsed.kind() === base.kind() && parsed.match(base, bits);
  });
}

function parseNetwork(network: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (network.includes('/')) return ipaddr.parseCIDR(network);
  const base = ipaddr.parse(network);
  return [base, base.kind() === 'ipv4' ? 32 : 128];
}

/** Whether a text is a network that `isInNetworks` understands. */
export const isNetwork = (text: string): boolean =>
  text.includes('/') ? ipaddr.isValidCIDR(text) : ipaddr.isValid(text);
