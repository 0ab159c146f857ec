import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { StreamedBytes } from './http.js';
import { PlatformError } from './platform-error.js';
import type { PlatformErrorDetail } from '../rules/outcome.js';
import { UndiciPlatformHttp } from './undici-http.js';

const streamOf = (pieces: string[], contentType: string, bytes = pieces.join('').length): StreamedBytes => ({
  async *stream() {
    for (const piece of pieces) yield Buffer.from(piece);
  },
  bytes,
  contentType,
});

async function* failing(): AsyncGenerator<Buffer> {
  yield Buffer.from('a');
  throw new Error('the disk is gone');
}

describe('UndiciPlatformHttp', () => {
  const http = new UndiciPlatformHttp();
  let server: Server;
  let origin: string;
  let seen: {
    method?: string;
    url?: string;
    type?: string;
    length?: string;
    encoding?: string;
    body: string;
  }[];
  let sockets = 0;
  const { signal } = new AbortController();

  beforeAll(async () => {
    server = createServer((req, res) => {
      const chunks: Buffer[] = [];
      req.on('data', (chunk: Buffer) => chunks.push(chunk));
      req.on('end', () => {
        const body = Buffer.concat(chunks).toString('latin1');
        seen.push({
          method: req.method,
          url: req.url,
          type: req.headers['content-type'],
          length: req.headers['content-length'],
          encoding: req.headers['transfer-encoding'],
          body,
        });
        if (req.url === '/drop') return void res.socket?.destroy();
        if (req.url === '/hang') return;
        if (req.url === '/large') return void res.end(Buffer.alloc(2_000_001));
        if (req.url === '/moved') return void res.writeHead(302, { location: '/' }).end();
        setTimeout(() => res.writeHead(200, { 'X-Name': 'é' }).end('ok'), 20);
      });
    });
    server.on('connection', () => sockets++);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    seen = [];
    sockets = 0;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    await http.close();
  });

  const detailOf = async (sent: Promise<unknown>): Promise<PlatformErrorDetail> => {
    const error: unknown = await sent.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof PlatformError)) throw new Error('expected a PlatformError', { cause: error });
    return error.detail;
  };

  it('sends query, form, JSON, bytes and multipart', async () => {
    const url = `${origin}/x`;
    await http.send({ method: 'GET', url, query: { q: 'é&a' } }, signal);
    await http.send({ method: 'POST', url, body: { form: { message: 'é #1' } } }, signal);
    await http.send({ method: 'POST', url, body: { json: { a: 1 } } }, signal);
    await http.send({ method: 'PUT', url, body: streamOf(['a', 'bc'], 'video/mp4') }, signal);
    const file = { ...streamOf(['JP', 'EG'], 'image/jpeg'), filename: 'a"b.jpg' };
    await http.send(
      { method: 'POST', url, body: { multipart: { published: 'false', source: file } } },
      signal,
    );
    expect(seen.slice(0, 4).map(({ url: path, type, body }) => [path, type, body])).toEqual([
      ['/x?q=%C3%A9%26a', undefined, ''],
      ['/x', 'application/x-www-form-urlencoded; charset=UTF-8', 'message=%C3%A9+%231'],
      ['/x', 'application/json; charset=UTF-8', '{"a":1}'],
      ['/x', 'video/mp4', 'abc'],
    ]);
    expect(seen[4]?.type).toMatch(/^multipart\/form-data; boundary=lineup-/);
    expect(seen[4]?.body).toContain(
      'name="source"; filename="a%22b.jpg"\r\nContent-Type: image/jpeg\r\n\r\nJPEG\r\n',
    );
  });

  it('announces the length of a stream, and fails when the stream does not keep to it', async () => {
    const url = `${origin}/x`;
    const body = { multipart: { a: 'é', f: { ...streamOf(['xy'], 'image/png'), filename: 'f' } } };
    await http.send({ method: 'POST', url, body }, signal);
    expect(seen[0]).toMatchObject({ length: String(seen[0]?.body.length), encoding: undefined });
    for (const announced of [2, 9]) {
      const sent = http.send({ method: 'PUT', url, body: streamOf(['abc'], 'video/mp4', announced) }, signal);
      expect(await detailOf(sent)).toMatchObject({ code: 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH' });
    }
    const broken = { ...streamOf(['abc'], 'video/mp4'), stream: () => failing() };
    expect(await detailOf(http.send({ method: 'PUT', url, body: broken }, signal))).toMatchObject({
      refused: false,
      message: 'the disk is gone',
    });
  });

  it('does not follow redirects', async () => {
    expect((await http.send({ method: 'GET', url: `${origin}/moved` }, signal)).status).toBe(302);
  });

  it('calls a refused connection and an unknown host a proven refusal', async () => {
    const closed = await detailOf(http.send({ method: 'POST', url: 'http://127.0.0.1:1/' }, signal));
    expect(closed).toMatchObject({
      class: 'transient',
      cause: 'unreachable',
      code: 'ECONNREFUSED',
      refused: true,
    });
  });

  it('calls a drop, a time-out, an abort and an endless answer unknown, after one request each', async () => {
    for (const [path, code, cause] of [
      ['/drop', 'UND_ERR_SOCKET', 'unreachable'],
      ['/hang', 'timeout', 'timeout'],
      ['/large', 'answer_too_large', 'unreadable'],
    ]) {
      const detail = await detailOf(
        http.send({ method: 'POST', url: `${origin}${path}`, timeoutMs: 300 }, signal),
      );
      expect(detail).toMatchObject({ class: 'unknown', cause, code, refused: false });
    }
    const abort = new AbortController();
    const sent = detailOf(http.send({ method: 'POST', url: `${origin}/hang` }, abort.signal));
    setTimeout(() => abort.abort(), 50);
    expect(await sent).toMatchObject({ class: 'unknown', refused: false });
    expect(seen).toHaveLength(4);
    const before = await detailOf(http.send({ method: 'POST', url: `${origin}/x` }, abort.signal));
    expect(before).toMatchObject({
      class: 'transient',
      cause: 'interrupted',
      code: 'aborted',
      refused: true,
    });
  });

  it('opens connections ahead and uses them', async () => {
    const warmed = new UndiciPlatformHttp();
    await warmed.warm(`${origin}/prefix`, 20);
    // undici hands a socket on one turn after its answer.
    await new Promise((done) => setTimeout(done, 20));
    const opened = sockets;
    expect(opened).toBeGreaterThanOrEqual(20);
    await Promise.all(
      Array.from({ length: 20 }, () => warmed.send({ method: 'POST', url: `${origin}/x` }, signal)),
    );
    expect(sockets).toBe(opened);
    await warmed.close();
    await expect(new UndiciPlatformHttp().warm('http://127.0.0.1:1', 3)).resolves.toBeUndefined();
  });

  it('keeps secrets out of messages', () => {
    const message =
      'GET /me?access_token=EAAabc123&x=1 Authorization: Bearer act.abcdef123 {"refresh_token":"rft.zz"} Malformed access token EAAGm0PX4ZCpsBAabc';
    expect(
      new PlatformError({ class: 'auth', cause: 'network', code: '190', message, refused: true }).message,
    ).toBe(
      'auth 190: GET /me?access_token=[secret]&x=1 Authorization: Bearer [secret] {"refresh_token":"[secret]"} Malformed access token [secret]',
    );
  });
});
