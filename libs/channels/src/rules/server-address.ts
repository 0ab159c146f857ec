/**
 * The address of an account's own server as a person gives it, in its normal form: `https` where no scheme is given,
 * without a trailing slash, query or fragment. A password is in every call, so `http` is for servers inside the
 * operator's own networks.
 * @param allowed the private networks that the operator lets Lineup reach
 * @returns null when it is not such an address
 */
export function serverAddress(text: string, allowed: readonly string[]): string | null {
  const full = /^[a-z][a-z\d+.-]*:\/\//iu.test(text) ? text : `https://${text}`;
  if (/[\p{C}\s\\]/u.test(full) || !URL.canParse(full)) return null;
  const { protocol, username, password, host, pathname, origin } = new URL(full);
  if (protocol !== 'https:' && !(protocol === 'http:' && allowed.length > 0)) return null;
  if (username || password || !host) return null;
  return `${origin}${pathname.replace(/\/+$/u, '')}`;
}
