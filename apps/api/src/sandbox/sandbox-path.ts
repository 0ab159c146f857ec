/** The feeds page, its script, what it shows, and the control API: nothing else of the sandbox is served. */
const SERVED = /^\/sandbox(?:\/?|\/page\.js|\/(?:media|avatar)\/[\w.-]+|\/api(?:\/[\w.-]+){1,4})$/u;

/** A query as browsers write it: printable, nothing that ends a line or begins a fragment. */
const QUERY = /^[\w\-.~!$&'()*+,;=:@/?%[\]]*$/u;

/** What may be done there. */
export interface SandboxRequest {
  /** Path and query, to be sent as they are. */
  path: string;
  /** Whether it steers the sandbox, or tells what only its keeper should know (tokens, faults). */
  control: boolean;
}

/**
 * Reads a request target, as it came on the wire. Only origin-form is served (RFC 9112, 3.2): absolute form, `..` in any
 * spelling, a backslash or a second slash could lead anywhere.
 * @returns null for anything but a place of the sandbox's own
 */
export function sandboxRequest(method: string, target: string): SandboxRequest | null {
  const [path = '', query = '', ...rest] = target.split('?');
  if (!SERVED.test(path) || !QUERY.test([query, ...rest].join('?'))) return null;
  if (path.split('/').some((part) => /^\.+$/u.test(part))) return null;
  const reads = method === 'GET' || method === 'HEAD';
  const api = path.startsWith('/sandbox/api/');
  if (!api && !reads) return null;
  // The feeds are what the world would see.
  return { path: target, control: api && !(reads && path === '/sandbox/api/feed') };
}
