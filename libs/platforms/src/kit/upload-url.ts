import type { PlatformSettings } from './adapter.js';
import { PlatformError } from './platform-error.js';

/**
 * Guards an address that a network names for an upload before a token or a file goes there: https on one of the
 * network's own hosts, or the very origin of the settings (a stand-in serves everything on one).
 * @throws PlatformError
 */
export function trustedUploadUrl(url: string, settings: PlatformSettings, hosts: readonly string[]): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const own = parsed?.origin === new URL(settings.origin).origin;
  const known =
    parsed?.protocol === 'https:' &&
    hosts.some((host) => parsed.hostname === host || parsed.hostname.endsWith(`.${host}`));
  if (own || known) return url;
  throw new PlatformError({
    class: 'permanent',
    code: 'upload_host_unknown',
    message: `refused to send a file to ${parsed?.host ?? 'an unreadable address'}`,
    refused: true,
    hint: 'operator_app',
  });
}
