import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { SANDBOX_PLATFORMS } from '../../../apps/sandbox/src/index.js';
import type { Random } from './random.js';

/** What the network itself would have said; empty when it was not asked. */
export interface TrueAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}
export interface Scene {
  req: IncomingMessage;
  res: ServerResponse;
  truth: TrueAnswer;
  random: Random;
  /** Where nothing may ever go. */
  foreign: string;
  /** The account's own, as a network may repeat them. */
  secrets: readonly string[];
}
type Answer = (scene: Scene) => void;

const json = (
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void =>
  void res
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(typeof body === 'string' ? body : JSON.stringify(body));
const html = (res: ServerResponse, status: number): void =>
  void res
    .writeHead(status, { 'content-type': 'text/html' })
    .end('<html><h1>Gateway</h1>access_token=abcdef0123456789</html>');

/** Writes on and on until the other side has had enough. */
function pour(res: ServerResponse, piece: string, everyMs: number): void {
  res.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => res.write(piece), everyMs);
  res.on('close', () => clearInterval(timer));
}

const gatewayStatuses = [301, 400, 401, 403, 404, 409, 410, 418, 429, 451, 500, 502, 503, 504, 520];
const shapes = ['null', '[]', '{}', '"ok"', '7', 'true', '{"data":7}', '{"value":[]}', '{"id":{}}', '[[[]]]'];
const strings = [
  'nul\0inside',
  'half \ud800',
  '\u202eevil',
  '__proto__',
  'constructor',
  'javascript:alert(1)',
  'data:text/html,x',
  'https://evil.example/p/1',
  '../../me',
  '',
  ' ',
  'x'.repeat(50_000),
  'urn:li:share:\0',
  '😀'.repeat(300),
];

/** The true answer with every text in it replaced. */
function spoilt({ truth, random, secrets }: Scene): string {
  const values = [...strings, ...secrets, ...secrets.map((secret) => `id ${secret}`)];
  try {
    return JSON.stringify(JSON.parse(truth.body || '{"id":"1"}'), (_key, value: unknown) =>
      typeof value === 'string' ? random.pick(values) : value,
    );
  } catch {
    return JSON.stringify({ id: random.pick(values) });
  }
}

/** Errors in each network's own envelope, and in the one of every token endpoint, with what must not be kept inside. */
function envelopes(code: string, text: string): unknown[] {
  const shapes = Object.values(SANDBOX_PLATFORMS).flatMap(({ errorShapes }) => errorShapes(code, text));
  const oauth = { error: code, error_description: text };
  // Two networks of one establishment have the same.
  const different = new Set([...shapes, oauth].map((shape) => JSON.stringify(shape)));
  return [...different].map((shape): unknown => JSON.parse(shape));
}

/** Answers in the network's own envelope (TikTok's has a code in its successes too): what they say may be believed. */
export const OWN_WORD = new Set(['error in 200', 'secrets repeated', 'spoilt ids']);

export const ANSWERS: Record<string, Answer> = {
  silence: () => undefined,
  'a byte a while': ({ res }) => pour(res, ' ', 40),
  endless: ({ res }) => pour(res, '[1,'.repeat(20_000), 2),
  compressed: ({ res }) =>
    void res.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"a":1}'.padEnd(1_000_000))),
  'other shapes': ({ res, random, truth }) =>
    json(res, random.pick([200, 201, truth.status]), random.pick(shapes)),
  'deep nesting': ({ res }) => json(res, 200, '{"data":'.concat('['.repeat(60_000))),
  'deep and closed': ({ res }) => json(res, 200, `{"data":${'['.repeat(20_000)}${']'.repeat(20_000)}}`),
  'numbers where rows are': ({ res }) =>
    json(res, 200, `{"data":[${'1,'.repeat(900_000)}1],"elements":[1],"value":1}`),
  'huge numbers': ({ res }) =>
    json(res, 200, `{"data":[{"id":1e400}],"id":${'9'.repeat(50_000)},"value":-1e999,"expires_in":1e300}`),
  'a redirect elsewhere': ({ res, random, foreign }) =>
    void res.writeHead(random.pick([301, 302, 303, 307, 308]), { location: `${foreign}/stolen` }).end(),
  'error in 200': ({ res, random }) => json(res, 200, random.pick(envelopes('made_up', 'no'))),
  'success in 500': ({ res, truth, random }) =>
    json(res, random.pick([500, 502, 503, 504]), truth.body, truth.headers),
  'lying headers': ({ res, random }) =>
    json(res, random.pick([200, 201, 429, 503]), '{}', {
      'retry-after': random.pick(['1e300', '-5', 'NaN', '999999999999', 'Sat, 13 Sep 275760 00:00:00 GMT']),
      'x-app-usage': random.pick(['{"call_count":1e300}', '[[[', '{"call_count":"100"}']),
      'x-business-use-case-usage': '{"__proto__":[{"estimated_time_to_regain_access":1e300}]}',
      'x-restli-id': random.pick(['urn:li:share:javascript', '../..', 'x'.repeat(4_000)]),
      'content-range': 'bytes 0-99999999999999999999/1',
      date: 'Sat, 13 Sep 275760 00:00:00 GMT',
    }),
  'repeated headers': ({ res }) =>
    void res
      .writeHead(201, [
        ...['retry-after', '1', 'retry-after', '1e9', 'x-restli-id', 'urn:li:share:1'],
        ...['x-restli-id', 'urn:li:share:2', 'content-type', 'text/html', 'content-type', 'application/json'],
      ])
      .end('{}'),
  'broken chunks': ({ res }) => {
    res.socket?.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{"id"\r\n');
  },
  'cut short': ({ res, truth }) => {
    res.writeHead(200, { 'content-length': '5000' });
    res.write(truth.body.slice(0, truth.body.length / 2), () => res.socket?.destroy());
  },
  'a gateway’s page': ({ res, random }) => html(res, random.pick(gatewayStatuses)),
  'a gateway’s JSON': ({ res, random }) => {
    const status = random.pick(gatewayStatuses);
    const said = { message: 'Forbidden' };
    json(res, status, random.pick([said, { error: said }, { error: { code: status, ...said } }, {}]));
  },
  'no words': ({ res, random }) => void res.writeHead(random.pick(gatewayStatuses)).end(),
  'spoilt ids': (scene) => json(scene.res, scene.truth.status, spoilt(scene), scene.truth.headers),
  'addresses elsewhere': ({ res, truth, req, foreign }) => {
    const away = (said: string): string =>
      said.replaceAll(`http://${req.headers.host}`, foreign).replaceAll('https://', 'javascript://');
    const headers = Object.entries(truth.headers).map(([name, value]) => [name, away(value)]);
    json(res, truth.status, away(truth.body), Object.fromEntries(headers) as Record<string, string>);
  },
  'secrets repeated': ({ res, random, secrets }) => {
    const said = secrets.join(' ');
    const code = random.pick([...secrets, said, `${said}\0\ud800`.repeat(200)]);
    json(res, random.pick([200, 400, 403, 500]), random.pick(envelopes(code, `token ${said} refused`)));
  },
};
