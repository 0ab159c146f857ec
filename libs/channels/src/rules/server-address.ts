/**
 * The address of an account's own server as a person gives it, in its normal form: `https` where no scheme is given,
 * without a trailing slash, query or fragment. A password is in every call, so `http` is for servers inside the
 * operator's own networks.
 * @param allowed the private networks that the operator lets Lineup reach
 * @param exact the address is kept to the letter: with its query, and a slash at its end
 * @returns null when it is not such an address
 */
export function serverAddress(text: string, allowed: readonly string[], exact = false): string | null {
  const full = /^[a-z][a-z\d+.-]*:\/\//iu.test(text) ? text : `https://${text}`;
  if (/[\p{C}\s\\]/u.test(full) || !URL.canParse(full)) return null;
  const { protocol, username, password, host, pathname, search, origin } = new URL(full);
  if (protocol !== 'https:' && !(protocol === 'http:' && allowed.length > 0)) return null;
  if (username || password || !host) return null;
  if (exact) return `${origin}${pathname}${search}`;
  return `${origin}${pathname.replace(/\/+$/u, '')}`;
}
