import type { Config } from '#lib/kernel';
import type { Platform } from '#lib/platforms';

/** Credentials of this installation's application on the network; null when it has not been set up. */
export function appCredentials(
  { platforms }: Config,
  platform: Platform,
): { clientId: string; clientSecret: string } | null {
  const { clientId, clientSecret } = platforms[platform] ?? {};
  return clientId && clientSecret ? { clientId, clientSecret: clientSecret.reveal() } : null;
}
