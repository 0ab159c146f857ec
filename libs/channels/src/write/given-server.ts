import { type Config, invalid } from '#lib/kernel';
import { capabilitiesOf, type Platform } from '#lib/platforms';
import type { PlatformClient } from '../platform-client.js';
import { serverAddress } from '../rules/index.js';

/**
 * The server that a person names, in its normal form; null for the network's one place.
 * @throws DomainError 422 for an address that no server has, or on a network of one place
 */
export function givenServer(
  platforms: PlatformClient,
  config: Config,
  platform: Platform,
  server: string | undefined,
): string | null {
  if (server === undefined) return null;
  const rule = capabilitiesOf(platform).server;
  const address = rule ? serverAddress(server, config.OUTBOUND_ALLOW, rule.exact) : null;
  if (address === null) throw invalid([{ path: 'server', code: 'address_invalid' }]);
  // The operator's own address for the network is trusted, and stays a setting.
  return address === platforms.settings({ platform, server: null }).origin ? null : address;
}
