/** The feeds page, its script and media, and the control API; nothing else of the sandbox is served. */
const SERVED = /^\/sandbox(?:\/?|\/page\.js|\/(?:media|avatar)\/[\w.-]+|\/api(?:\/[\w.-]+){1,4})$/u;

/** A query as browsers write it: printable, without line ends or fragments. */
const QUERY = /^[\w\-.~!$&'()*+,;=:@/?%[\]]*$/u;

/** An allowed request to the sandbox. */
export interface SandboxRequest {
  /** Path and query, sent unchanged. */
  path: string;
  /** Whether it controls the sandbox, or shows what only its keeper may see (tokens, faults). */
  control: boolean;
}

/**
 * Checks a raw request target. Only origin-form is accepted (RFC 9112, 3.2): absolute form, `..` in any spelling, a
 * backslash or a second slash could lead elsewhere.
 * @returns null for anything but a path of the sandbox
 */
export function sandboxRequest(method: string, target: string): SandboxRequest | null {
  const [path = '', query = '', ...rest] = target.split('?');
  if (!SERVED.test(path) || !QUERY.test([query, ...rest].join('?'))) return null;
  if (path.split('/').some((part) => /^\.+$/u.test(part))) return null;
  const reads = method === 'GET' || method === 'HEAD';
  const api = path.startsWith('/sandbox/api/');
  if (!api && !reads) return null;
  // Feeds are public, as on the networks.
  return { path: target, control: api && !(reads && path === '/sandbox/api/feed') };
}
