import { PlatformError } from './platform-error.js';

/**
 * An id as one path segment. `.` and `..` would change the path even when encoded (RFC 3986, 5.2.4; the URL standard
 * treats `%2e` alike), so they are refused.
 * @throws PlatformError permanent: nothing was sent
 */
export function segment(id: string): string {
  if (/^\.{0,2}$/u.test(id)) {
    throw new PlatformError({
      class: 'permanent',
      cause: 'invalid_id',
      code: 'invalid_id',
      message: 'no id',
      refused: true,
    });
  }
  return encodeURIComponent(id);
}
