import type { Config } from '#lib/kernel';
import type { Platform } from '#lib/platforms';

/** The network application this installation speaks as; null when it has not been set up. */
export function appCredentials(
  config: Config,
  platform: Platform,
): { clientId: string; clientSecret: string } | null {
  const name = platform.toUpperCase() as Uppercase<Platform>;
  const [clientId, clientSecret] = [config[`${name}_CLIENT_ID`], config[`${name}_CLIENT_SECRET`]];
  return clientId && clientSecret ? { clientId, clientSecret: clientSecret.reveal() } : null;
}
