import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DomainError } from '../errors.js';
import { GuardedClient, type OutboundAnswer } from './guarded-client.js';

const LIMITS = { maxBytes: 1_000, timeoutMs: 2_000 };

async function textOf({ body }: OutboundAnswer): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('the client for addresses that people give', () => {
  let server: Server;
  let port: number;
  let seen: IncomingMessage[];
  let asked: string[];
  /** What a name answers, one list per question; the last one stays. */
  let names: Record<string, string[][]>;

  const client = (allowed: string[] = ['127.0.0.1']): GuardedClient =>
    new GuardedClient({
      allowed,
      resolve: async (name) => {
        asked.push(name);
        const answers = names[name];
        if (!answers) throw Object.assign(new Error(`no ${name}`), { code: 'ENOTFOUND' });
        return (answers.length > 1 ? answers.shift() : answers[0]) ?? [];
      },
    });
  const refusal = async (address: string, over: Partial<typeof LIMITS> = {}, of = client()) => {
    const error: unknown = await of.read(address, { ...LIMITS, ...over }, textOf).catch((e: unknown) => e);
    if (!(error instanceof DomainError)) throw new Error('expected a refusal', { cause: error });
    return error.code;
  };

  beforeAll(async () => {
    server = createServer((req, res) => {
      seen.push(req);
      const path = req.url ?? '';
      const to = /^\/to\?(.*)$/.exec(path)?.[1];
      if (to) {
        res.writeHead(302, { location: decodeURIComponent(to), 'set-cookie': 'a=b' }).end();
      } else if (path === '/loop') {
        res.writeHead(307, { location: '/loop' }).end();
      } else if (path === '/hang') {
        res.writeHead(200).write('a');
      } else if (path === '/never') {
        return;
      } else if (path === '/endless') {
        res.write(Buffer.alloc(900));
        res.end(Buffer.alloc(900));
      } else if (path === '/announced') {
        res.writeHead(200, { 'content-length': 5_000 }).end(Buffer.alloc(5_000));
      } else if (path === '/gone') {
        res.writeHead(410).end();
      } else {
        res.writeHead(200, { 'content-type': 'Text/HTML; charset=utf-8' }).end('bonjour');
      }
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    port = (server.address() as AddressInfo).port;
  });
  beforeEach(() => {
    seen = [];
    asked = [];
    names = { 'site.example': [['127.0.0.1']] };
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });

  it('reads a name that was checked, without cookies or authorization', async () => {
    const [text, mime, host] = await client().read(`http://site.example:${port}/x?y=1`, LIMITS, async (a) => [
      await textOf(a),
      a.mime,
      a.url.hostname,
    ]);
    expect([text, mime, host]).toEqual(['bonjour', 'text/html', 'site.example']);
    expect(seen[0]?.headers.host).toBe(`site.example:${port}`);
    expect(Object.keys(seen[0]?.headers ?? {})).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/cookie|authorization|referer/)]),
    );
  });

  it.each([
    '127.0.0.1',
    '2130706433',
    '0x7f000001',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '017700000001',
    '127.1',
    '127.0.1',
    '127.0.0.1.',
    '１２７.０.０.１',
    '0',
    '0.0.0.0',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:ffff:7f00:0001]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '169.254.169.254',
    '[fd00:ec2::254]',
    '10.0.0.1',
    '100.64.0.1',
    '224.0.0.1',
  ])('refuses http://%s before any connection', async (host) => {
    expect(await refusal(`http://${host}:${port}/`, {}, client([]))).toBe('address_refused');
    expect(seen).toHaveLength(0);
  });

  it('refuses a name for its addresses, even if one of them is public', async () => {
    names['localhost'] = [['127.0.0.1']];
    names['inside.example'] = [['1.1.1.1', '10.0.0.3']];
    for (const host of ['localhost', 'localhost.', 'LOCALHOST', 'inside.example']) {
      expect(await refusal(`http://${host}:${port}/`, {}, client([]))).toBe('address_refused');
    }
    expect(seen).toHaveLength(0);
  });

  it('refuses the real localhost with the resolver of the system', async () => {
    expect(await refusal(`http://localhost:${port}/`, {}, new GuardedClient())).toBe('address_refused');
    expect(seen).toHaveLength(0);
  });

  it('connects to what it checked when the name answers otherwise a moment later', async () => {
    names['rebinding.example'] = [['127.0.0.1'], ['127.0.0.2']];
    await client().read(`http://rebinding.example:${port}/`, LIMITS, textOf);
    expect(asked).toEqual(['rebinding.example']);
    expect(seen[0]?.socket.localAddress).toBe('127.0.0.1');
    expect(await refusal(`http://rebinding.example:${port}/`)).toBe('address_refused');
    expect(seen).toHaveLength(1);
  });

  it('checks every redirect again', async () => {
    const to = (address: string): string => `http://site.example:${port}/to?${encodeURIComponent(address)}`;
    names['moved.example'] = [['127.0.0.1']];
    names['inside.example'] = [['127.0.0.2']];
    const url = await client().read(to(`http://moved.example:${port}/a`), LIMITS, async (a) => a.url.href);
    expect(url).toBe(`http://moved.example:${port}/a`);
    expect(seen[1]?.headers.cookie).toBeUndefined();
    expect(await refusal(to(`http://inside.example:${port}/`))).toBe('address_refused');
    expect(await refusal(to(`http://127.0.0.2:${port}/`))).toBe('address_refused');
    expect(await refusal(to('file:///etc/passwd'))).toBe('address_invalid');
    expect(await refusal(`http://site.example:${port}/loop`)).toBe('address_redirects');
    expect(seen.filter(({ url: path }) => path === '/loop')).toHaveLength(6);
  });

  it('bounds bytes, announced or not, and time', async () => {
    expect(await refusal(`http://site.example:${port}/endless`)).toBe('address_too_large');
    expect(await refusal(`http://site.example:${port}/announced`)).toBe('address_too_large');
    expect(await refusal(`http://site.example:${port}/hang`, { timeoutMs: 200 })).toBe('address_slow');
    expect(await refusal(`http://site.example:${port}/never`, { timeoutMs: 200 })).toBe('address_slow');
    const never = new GuardedClient({ resolve: () => new Promise(() => undefined) });
    expect(await refusal('http://slow.example/', { timeoutMs: 100 }, never)).toBe('address_slow');
  });

  it.each([
    ['address_invalid', 'ftp://site.example/'],
    ['address_invalid', 'javascript:alert(1)'],
    ['address_invalid', 'http://user:password@site.example/'],
    ['address_invalid', 'not an address'],
    ['address_unreachable', 'http://nowhere.example/'],
    ['address_unreachable', 'http://site.example:1/'],
  ])('says %s of %s', async (code, address) => expect(await refusal(address)).toBe(code));

  it('says what a page answered', async () => {
    expect(await refusal(`http://site.example:${port}/gone`)).toBe('address_answered');
  });

  it('lets faults of the reader through', async () => {
    const read = client().read(`http://site.example:${port}/`, LIMITS, () =>
      Promise.reject(new Error('ours')),
    );
    await expect(read).rejects.toThrow('ours');
  });
});
