import { isIPv6, type LookupFunction } from 'node:net';
import { Agent, type Dispatcher } from 'undici';
import { DomainError } from '../errors.js';
import {
  type CheckedTarget,
  checkTarget,
  codeOf,
  type Resolve,
  systemResolve,
  type TargetRules,
} from './checked-target.js';

export interface OutboundLimits {
  /** Most bytes of the answer's body; one more ends the request. */
  maxBytes: number;
  /** Time limit for everything (names, every redirect, the whole body), ms. */
  timeoutMs: number;
  /** Value of the Accept header; anything by default. */
  accept?: string;
}

/** The last address's answer, with a status of 2xx. */
export interface OutboundAnswer {
  /** Final address after redirects. */
  url: URL;
  /** Media type in lower case, without parameters; empty when absent. */
  mime: string;
  /** As sent, e.g. `text/html; charset=iso-8859-1`. */
  contentType: string;
  body: AsyncIterable<Buffer>;
}

export interface GuardedClientOptions {
  allowed?: readonly string[];
  resolve?: Resolve;
}

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const USER_AGENT = 'Lineup/1.0 (+link preview and media import)';

/**
 * The only way to read an address that a person gave. Each hop is resolved once, all its addresses are checked, and
 * the connection is made to the checked ones, so DNS rebinding has no effect. Redirects get the same check. No
 * cookies, no authorization, no proxy of the environment; bytes, time and redirects are limited, and connections are
 * not shared between reads.
 */
export class GuardedClient {
  readonly #rules: TargetRules;

  constructor({ allowed = [], resolve = systemResolve }: GuardedClientOptions = {}) {
    this.#rules = { allowed, resolve };
  }

  /**
   * Reads an address; the connection is closed when `use` ends, however much it read.
   * @throws DomainError 422 `address_*`: refused, unreachable, too slow, too large, or an answer that is not 2xx
   */
  async read<T>(
    address: string,
    limits: OutboundLimits,
    use: (answer: OutboundAnswer) => Promise<T>,
  ): Promise<T> {
    const deadline = AbortSignal.timeout(limits.timeoutMs);
    try {
      let next: string | URL = address;
      for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
        const target: CheckedTarget = await abortable(checkTarget(next, this.#rules), deadline);
        const result: Outcome<T> = await exchange(target, limits, deadline, use);
        if ('value' in result) return result.value;
        next = result.location;
      }
    } catch (error) {
      throw readable(error, deadline);
    }
    throw new DomainError(422, 'address_redirects', { limit: MAX_REDIRECTS });
  }
}

/** The result of reading an answer, or the address of its redirect. */
type Outcome<T> = { value: T } | { location: URL };

async function exchange<T>(
  { url, addresses }: CheckedTarget,
  limits: OutboundLimits,
  signal: AbortSignal,
  use: (answer: OutboundAnswer) => Promise<T>,
): Promise<Outcome<T>> {
  const agent = new Agent({ connect: { lookup: pinned(addresses), timeout: limits.timeoutMs } });
  try {
    const answer = await agent.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: 'GET',
      headers: { 'user-agent': USER_AGENT, 'accept-encoding': 'identity', accept: limits.accept ?? '*/*' },
      signal,
    });
    const { statusCode: status } = answer;
    const location = single(answer.headers.location);
    if (REDIRECTS.has(status) && URL.canParse(location, url.href)) {
      return { location: new URL(location, url) };
    }
    if (status < 200 || status > 299) throw new DomainError(422, 'address_answered', { status });
    if (Number(single(answer.headers['content-length'])) > limits.maxBytes) throw tooLarge(limits.maxBytes);
    const contentType = single(answer.headers['content-type']);
    const mime = (contentType.split(';')[0] ?? '').trim().toLowerCase();
    return { value: await use({ url, mime, contentType, body: capped(answer.body, limits.maxBytes) }) };
  } finally {
    await agent.destroy();
  }
}

/** A lookup that answers the checked addresses, so that the name is not resolved a second time. */
function pinned(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_hostname, options, done) => {
    const [first] = all;
    if (options.all || !first) done(null, all);
    else done(null, first.address, first.family);
  };
}

async function* capped(
  body: Dispatcher.ResponseData['body'],
  maxBytes: number,
): AsyncGenerator<Buffer, void, undefined> {
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    yield chunk;
  }
}

/** Stops waiting on abort; name resolution itself cannot be interrupted. */
async function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

const single = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value[0] : value) ?? '';

const tooLarge = (bytes: number): DomainError =>
  new DomainError(422, 'address_too_large', { limit: bytes / 1_000_000 });

/** Turns network errors into refusals for people; our own errors stay as they are. */
function readable(error: unknown, deadline: AbortSignal): unknown {
  if (error instanceof DomainError) return error;
  if (deadline.aborted) return new DomainError(422, 'address_slow');
  const cause = codeOf(error);
  return /^(E[A-Z]+|UND_ERR_\w+|HPE_\w+|ERR_TLS_\w+|\w*CERT\w*|\w*SIGNATURE\w*)$/.test(cause)
    ? new DomainError(422, 'address_unreachable', { cause })
    : error;
}
