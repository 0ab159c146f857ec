import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChannelContent, MediaFacts, PlatformAdapter, StepIo } from '#lib/platforms';
import { PlatformError, UndiciPlatformHttp, type PlatformErrorDetail } from '#lib/platforms';

export interface DoubleRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}
export interface DoubleReply {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as JSON unless it is a string. */
  body?: unknown;
}
type Handler = (request: DoubleRequest) => DoubleReply;

export interface NetworkDouble {
  requests: DoubleRequest[];
  /** Answers the next requests; forgets those seen. */
  answer(handler: Handler): void;
  io(adapter: PlatformAdapter, content: ChannelContent, over?: Partial<StepIo>): StepIo;
  origin: string;
  close(): Promise<void>;
}

/** A network over real HTTP whose every answer a test writes. */
export async function startNetworkDouble(): Promise<NetworkDouble> {
  let handler: Handler = () => ({ status: 404 });
  const double: Omit<NetworkDouble, 'origin'> & { origin: string } = {
    requests: [],
    origin: '',
    answer(next) {
      handler = next;
      double.requests = [];
    },
    io: (adapter, content, over = {}) => ({
      account: { remoteId: '1001', handle: 'upcafe' },
      credential: { accessToken: 'EAAtokenOfTheChannel', refreshToken: 'rft.refreshOfTheChannel' },
      settings: { ...adapter.defaults, origin: double.origin },
      http,
      media: {
        async *stream(_id, range) {
          yield Buffer.alloc(range ? range.end - range.start : 8, 'x');
        },
        publicUrl: (id) => `https://media.example/${id}`,
      },
      now: () => Date.parse('2026-11-22T10:00:00.000Z'),
      signal: new AbortController().signal,
      content,
      publication: { id: 'publication', dueAt: '2026-11-22T10:00:00.000Z' },
      progress: {},
      ...over,
    }),
    async close() {
      await http.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  const http = new UndiciPlatformHttp({ connections: 4 });
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const url = new URL(req.url ?? '/', double.origin);
      const body = Buffer.concat(chunks).toString('utf8');
      const request = {
        method: req.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: req.headers,
        body,
      };
      double.requests.push(request);
      const reply = handler(request);
      res.writeHead(reply.status ?? 200, reply.headers);
      res.end(
        typeof reply.body === 'string' || reply.body === undefined ? reply.body : JSON.stringify(reply.body),
      );
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  double.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return double;
}

/** Runs one step of an adapter's plan. */
export async function runStep(adapter: PlatformAdapter, io: StepIo, name: string) {
  const step = adapter.plan(io.content).find((candidate) => candidate.name === name);
  if (!step) throw new Error(`no step ${name}`);
  return step.run(io);
}

/** The classified failure of a call that must fail. */
export async function failureOf(sent: Promise<unknown>): Promise<PlatformErrorDetail> {
  const error: unknown = await sent.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof PlatformError) return error.detail;
  throw new Error('expected a PlatformError', { cause: error });
}

/** A content of a test, text only unless told otherwise. */
export const aContent = (over: Partial<ChannelContent> = {}): ChannelContent => ({
  type: 'text',
  text: 'Parlons solutions (ici) #éducation',
  firstComment: null,
  link: null,
  media: [],
  options: {},
  ...over,
});

/** A square JPEG, or what `over` makes of it. */
export const aMedium = (over: Partial<MediaFacts> = {}): MediaFacts => ({
  id: 'medium',
  kind: 'image',
  mime: 'image/jpeg',
  bytes: 8,
  width: 1080,
  height: 1080,
  durationMs: null,
  sha256: '0'.repeat(64),
  altText: 'Le café',
  ...over,
});
