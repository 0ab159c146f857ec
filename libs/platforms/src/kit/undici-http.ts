import { Agent } from 'undici';
import { z } from 'zod';
import { SpanKind, traced } from '#lib/kernel';
import { ADDRESS_REFUSED, AddressGuard } from './address-guard.js';
import { deadline } from './deadline.js';
import {
  ANSWER_BYTES,
  DEFAULT_TIMEOUT_MS,
  type PlatformHttp,
  type PlatformRequest,
  type PlatformResponse,
} from './http.js';
import type { FailureCause } from '../rules/outcome.js';
import { encodeBody } from './encode-body.js';
import { PlatformError } from './platform-error.js';

export interface UndiciHttpOptions {
  /** Connections per origin; default 1,024, so that a thousand posts of one minute do not queue. */
  connections?: number;
  /** Milliseconds to open a connection; default 5,000. */
  connectTimeoutMs?: number;
  /**
   * Only public addresses are connected to, and those in these networks (CIDR): for servers whose addresses people
   * give. Absent: every address.
   */
  publicOr?: readonly string[];
  /** How long an idle connection is kept when the server announces nothing, ms; default 15,000. */
  keepAliveMs?: number;
}

/** Errors that can only occur before a connection exists. */
const NEVER_OPENED = new Set(['ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', ADDRESS_REFUSED]);
/** Errors of the connect call itself: proof only when the system reports them for it. */
const CONNECT_FAILED = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EADDRNOTAVAIL']);

const TIMED_OUT = new Set([
  'timeout',
  'TimeoutError',
  'AbortError',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** The adapters' HTTP client over undici: keep-alive, no retry, no redirect, limited answers. */
export class UndiciPlatformHttp implements PlatformHttp {
  private readonly agent: Agent;
  readonly #guard: AddressGuard | null;

  constructor(options: UndiciHttpOptions = {}) {
    this.#guard = options.publicOr ? new AddressGuard(options.publicOr) : null;
    this.agent = new Agent({
      connections: options.connections ?? 1_024,
      pipelining: 1,
      keepAliveTimeout: options.keepAliveMs ?? 15_000,
      connect: {
        timeout: options.connectTimeoutMs ?? 5_000,
        ...(this.#guard && { lookup: this.#guard.lookup }),
      },
    });
  }

  /** Trace headers are not sent to a network, and a trace records of the request only its address and outcome. */
  send(request: PlatformRequest, signal: AbortSignal): Promise<PlatformResponse> {
    const { method } = request;
    const url = new URL(request.url);
    return traced(
      `${method} to a network`,
      { 'http.request.method': method, 'server.address': url.host },
      async (span) => {
        const response = await this.#send(request, url, signal);
        span.setAttribute('http.response.status_code', response.status);
        return response;
      },
      SpanKind.CLIENT,
    );
  }

  async #send(request: PlatformRequest, url: URL, signal: AbortSignal): Promise<PlatformResponse> {
    if (signal.aborted) throw failed('interrupted', 'aborted', 'cancelled before it was sent', true);
    if (this.#guard?.refuses(url)) {
      throw failed('unreachable', ADDRESS_REFUSED, `${url.hostname} is not a public address`, true);
    }
    const bounded = deadline(signal, request.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    const { body, headers } = encodeBody(request.body);
    for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.append(name, value);
    try {
      const answer = await this.agent.request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: request.method,
        headers: { ...headers, ...request.headers },
        body,
        signal: bounded.signal,
      });
      return {
        status: answer.statusCode,
        headers: flatten(answer.headers),
        text: await readText(answer.body, ANSWER_BYTES[request.answer ?? 'other']),
      };
    } catch (error) {
      throw classify(error, bounded.passed());
    } finally {
      bounded.over();
    }
  }

  async warm(origin: string, connections: number): Promise<void> {
    const { origin: target } = new URL(origin);
    if (this.#guard?.refuses(new URL(target))) return;
    const open = async (): Promise<void> => {
      const answer = await this.agent.request({
        origin: target,
        path: '/',
        // undici closes a connection after HEAD; OPTIONS keeps it.
        method: 'OPTIONS',
        signal: AbortSignal.timeout(DEFAULT_TIMEOUT_MS),
      });
      await answer.body.dump();
    };
    // When warming fails, the request itself opens the connection or reports the failure.
    await Promise.allSettled(Array.from({ length: connections }, open));
  }

  /** Closes every connection once its request is over. */
  async close(): Promise<void> {
    await this.agent.close();
  }
}

async function readText(body: AsyncIterable<Buffer> & { destroy(): unknown }, most: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > most) {
      body.destroy();
      throw failed('unreadable', 'answer_too_large', `more than ${most} bytes`, false);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

/** Shape of errors from Node and undici. Checked by shape because an error may come from another realm. */
const systemError = z.object({
  name: z.string().catch('failed'),
  message: z.string().catch(''),
  code: z.string().optional().catch(undefined),
  syscall: z.string().optional().catch(undefined),
  errors: z.array(z.unknown()).optional().catch(undefined),
});
type SystemError = z.infer<typeof systemError>;

function classify(error: unknown, timedOut: boolean): PlatformError {
  if (error instanceof PlatformError) return error;
  const cause = describe(error);
  const causes = cause.errors ? cause.errors.map(describe) : [cause];
  const message = cause.message || causes[0]?.message || cause.name;
  if (causes.length > 0 && causes.every(isNeverOpened)) {
    const code = codeOf(causes[0] ?? cause);
    return failed(causeOf(code), code, message, true);
  }
  const code = timedOut ? 'timeout' : codeOf(cause);
  return failed(causeOf(code), code, message, false);
}

function describe(error: unknown): SystemError {
  const parsed = systemError.safeParse(error);
  return parsed.success ? parsed.data : { name: 'failed', message: String(error) };
}

function isNeverOpened(cause: SystemError): boolean {
  const code = codeOf(cause);
  return NEVER_OPENED.has(code) || (CONNECT_FAILED.has(code) && cause.syscall === 'connect');
}

const codeOf = (cause: SystemError): string => cause.code ?? cause.name;

const causeOf = (code: string): FailureCause => (TIMED_OUT.has(code) ? 'timeout' : 'unreachable');

function failed(cause: FailureCause, code: string, message: string, refused: boolean): PlatformError {
  return new PlatformError({ class: refused ? 'transient' : 'unknown', cause, code, message, refused });
}
