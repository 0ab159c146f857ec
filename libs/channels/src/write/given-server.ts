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
  const address = capabilitiesOf(platform).server ? serverAddress(server, config.OUTBOUND_ALLOW) : null;
  if (address === null) throw invalid([{ path: 'server', code: 'address_invalid' }]);
  // The operator's own address for the network is trusted, and stays a setting.
  return address === platforms.settings({ platform, server: null }).origin ? null : address;
}
