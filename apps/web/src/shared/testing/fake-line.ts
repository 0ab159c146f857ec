const ORIGIN = 'http://lineup.test';

/** Requests as a page makes them: an address without an origin is the page's own. */
class PageRequest extends Request {
  constructor(input: RequestInfo | URL, init?: RequestInit) {
    super(typeof input === 'string' ? new URL(input, ORIGIN) : input, init);
  }
}

/** The line from the page to the server: every request is noted, and tests say what becomes of it. */
class FakeLine {
  readonly sent: Request[] = [];
  private readonly fates: ((request: Request) => Response | Promise<Response>)[] = [];

  /** What becomes of the next request for which nothing is said yet. */
  next(...fates: ((request: Request) => Response | Promise<Response>)[]): void {
    this.fates.push(...fates);
  }

  clear(): void {
    this.sent.length = 0;
    this.fates.length = 0;
  }

  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new PageRequest(input, init);
    this.sent.push(request.clone());
    const fate = this.fates.shift();
    if (!fate) throw new Error(`Nobody expected ${request.method} ${request.url}`);
    return fate(request);
  };
}

export const line = new FakeLine();

export const answered =
  (status: number, body?: unknown): (() => Response) =>
  () =>
    body === undefined
      ? new Response(null, { status })
      : new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/** The page of a proxy or a portal, where an answer of ours was expected. */
export const answeredByAnother =
  (status: number): (() => Response) =>
  () =>
    new Response('<html>Sign in to the hotel</html>', { status, headers: { 'content-type': 'text/html' } });

export const lost = (): never => {
  throw new TypeError('Failed to fetch');
};

// Whoever imports this before what it tests finds a page there.
Reflect.set(globalThis, 'Request', PageRequest);
Reflect.set(globalThis, 'fetch', line.fetch);
