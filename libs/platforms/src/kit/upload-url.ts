import { z } from 'zod';
import type { AdapterIo, PlatformSettings } from './adapter.js';
import { call, type Answer, type CallRules } from './call.js';
import type { PlatformRequest } from './http.js';
import { PlatformError } from './platform-error.js';

/** Longest address that is kept, UTF-16 units. */
const LONGEST = 4_096;

/**
 * Checks an upload address that a network gave, before a token or a file is sent there: https, without password or
 * port, on one of the network's own hosts; or the exact origin of the settings (a stand-in serves everything on
 * one).
 * @returns the address in its normal form
 * @throws PlatformError transient: the answer cannot be relied on, and nothing was sent
 */
export function trustedUploadUrl(url: string, settings: PlatformSettings, hosts: readonly string[]): string {
  const readable = url.length <= LONGEST && !/[\p{C}\s\\]/u.test(url) && URL.canParse(url);
  const parsed = readable ? new URL(url) : null;
  if (parsed && !parsed.username && !parsed.password && isOwn(parsed, settings, hosts)) return parsed.href;
  throw new PlatformError({
    class: 'transient',
    cause: 'unreachable',
    code: 'upload_host_unknown',
    message: `refused to send a file to ${parsed?.host ?? 'an unreadable address'}`,
    refused: true,
  });
}

const isOwn = (url: URL, settings: PlatformSettings, hosts: readonly string[]): boolean =>
  url.origin === new URL(settings.origin).origin ||
  (url.protocol === 'https:' &&
    url.port === '' &&
    hosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`)));

/**
 * Sends a file to an upload address that a network gave; no other function does. The address is checked on each use,
 * even when it was stored.
 * @throws PlatformError
 */
export function sendFile<T>(
  io: AdapterIo,
  hosts: readonly string[],
  request: PlatformRequest,
  rules: CallRules<T>,
): Promise<Answer<T>> {
  return call(io, { ...request, url: trustedUploadUrl(request.url, io.settings, hosts) }, rules);
}

/** Shape of an upload address in an answer; {@link trustedUploadUrl} decides whether it is used. */
export const uploadAddress = z.string().min(1).max(LONGEST);
