import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came over the wire. */
export interface Seen {
  method: string;
  /** Path with its query, from the root of the stand-in. */
  target: string;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
}

export interface Recorder {
  origin: string;
  /** What came since the last call, in order. */
  take(): Seen[];
  close(): Promise<void>;
}

/** A server that keeps each request and lets the stand-in answer it. */
export async function startRecorder(standIn: string): Promise<Recorder> {
  let seen: Seen[] = [];
  const server = createServer((incoming, outgoing) => {
    const pieces: Buffer[] = [];
    incoming.on('data', (piece: Buffer) => pieces.push(piece));
    incoming.on('end', () => {
      const bytes = Buffer.concat(pieces);
      const { method = 'GET', url = '/', headers } = incoming;
      seen.push({ method, target: url, headers, bytes });
      passOn(standIn, incoming, bytes, outgoing);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take() {
      const taken = seen;
      seen = [];
      return taken;
    },
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** The host stays the recorder's, so that addresses in answers lead here as well. */
function passOn(
  standIn: string,
  { method, url, headers }: IncomingMessage,
  bytes: Buffer,
  to: ServerResponse,
) {
  const sent = request(new URL(url ?? '/', standIn), { method, headers }, (answer) => {
    to.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(to);
  });
  sent.on('error', (error) => to.destroy(error));
  sent.end(bytes);
}
