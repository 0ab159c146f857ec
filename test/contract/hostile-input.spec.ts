import { request } from 'node:http';
import { Client } from 'pg';
import { startApi, startSandbox, type TestApi, type TestSandbox } from '../support/api.js';
import { buildChannel, buildMember, buildPost, type TestMember } from '../support/factories.js';
import { HOSTILE_TEXTS, hostileBodies } from '../support/hostile-values.js';
import type { Problem, Schemas } from '../support/http.js';
import { addressOf, type Operation, operations } from '../support/operations.js';

let api: TestApi;
let sandbox: TestSandbox;
let admin: TestMember;
let owner: Client;
const ours: Record<string, string> = {};

const nameOf = ({ method, path }: Operation): string => `${method} ${path}`;
const nounOf = ({ path }: Operation): string => /\/v1\/(.+?)\/\{\w+\}/.exec(path)?.[1] ?? '';
/** What would end the person who asks, or never end itself. */
const SPARED = /^(?:GET \/api\/v1\/events|DELETE )/;
const open = operations.filter((operation) => !SPARED.test(nameOf(operation)));
const cases = open.map((operation): [string, Operation] => [nameOf(operation), operation]);

const idsOf = (operation: Operation): Record<string, string> =>
  Object.fromEntries(
    operation.pathParameters.map((name) => [name, ours[nounOf(operation)] ?? admin.organisation.id]),
  );

beforeAll(async () => {
  sandbox = await startSandbox();
  api = await startApi(sandbox.env);
  admin = await buildMember(api, 'admin');
  owner = new Client({ connectionString: api.database.url });
  await owner.connect();
  const channel = await buildChannel(api, admin.organisation, 'facebook', { sandbox });
  const post = await buildPost(admin, { channelIds: [channel.id] });
  Object.assign(ours, {
    posts: post.id,
    channels: channel.id,
    establishments: admin.organisation.rootId,
    members: admin.id,
  });
}, 60_000);
afterAll(async () => {
  await owner?.end();
  await api?.close();
  await sandbox?.close();
});

/**
 * Some bodies are right, and change what a person must do first (a second factor, another password): it is taken back, so that
 * every route is really reached.
 */
const stillIn = async (): Promise<void> => {
  await owner.query('UPDATE organisation SET require_two_factor = false');
  expect((await admin.http.get('/api/v1/me')).status).toBe(200);
};
afterEach(stillIn);

/** Answers on the wire as they are: a target that no client library would send. */
const raw = (target: string, headers: Record<string, string> = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(api.url);
    const asked = request(
      { hostname, port, path: target, headers: { authorization: 'Bearer none', ...headers } },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    asked.on('error', reject);
    asked.end();
  });

describe('no input makes a fault of ours', () => {
  it.each(cases.filter(([, { bodySchema }]) => bodySchema))(
    '%s, whatever its body',
    async (_, operation) => {
      const faults: [string, number][] = [];
      const address = addressOf(operation, idsOf(operation));
      for (const [name, body] of hostileBodies(operation.bodySchema ?? {})) {
        const headers = { 'content-type': 'application/json', 'if-match': '' };
        const { status } = await admin.http.send(operation.method, address, body, headers);
        if (status >= 500) faults.push([name, status]);
      }
      expect(faults).toEqual([]);
    },
    60_000,
  );

  it.each(cases.filter(([, { querySchemas }]) => Object.keys(querySchemas).length > 0))(
    '%s, whatever its query',
    async (_, operation) => {
      const faults: [string, string, number][] = [];
      const address = addressOf(operation, idsOf(operation));
      for (const name of Object.keys(operation.querySchemas)) {
        for (const text of HOSTILE_TEXTS) {
          if (text.length > 5_000) continue;
          const value = encodeURIComponent(text.toWellFormed());
          const rest = address.replace(new RegExp(`([?&])${name}=[^&]*`), '$1');
          const { status } = await admin.http.send(
            operation.method,
            `${rest}${rest.includes('?') ? '&' : '?'}${name}=${value}`,
          );
          if (status >= 500) faults.push([name, text.slice(0, 20), status]);
        }
      }
      expect(faults).toEqual([]);
    },
    60_000,
  );

  it.each(cases.filter(([, { pathParameters }]) => pathParameters.length > 0))(
    '%s, whatever its path',
    async (_, operation) => {
      for (const text of [
        '%00',
        '%',
        '%ff',
        '%ed%a0%80',
        '..%2f..%2f',
        '%2e%2e',
        'x'.repeat(9_000),
        '0'.repeat(36),
        '%F0%9F%98%80',
      ]) {
        const [path = ''] = addressOf(
          operation,
          Object.fromEntries(operation.pathParameters.map((name) => [name, text])),
        ).split('?');
        const status = await raw(path);
        expect([text, status, status >= 400 && status < 500]).toEqual([text, status, true]);
      }
    },
  );

  it.each(cases.filter(([, { bodySchema, method }]) => bodySchema && method === 'POST'))(
    '%s, whatever its headers',
    async (_, operation) => {
      const address = addressOf(operation, idsOf(operation));
      const odd: Record<string, string>[] = [
        { 'idempotency-key': 'x'.repeat(201) },
        { 'idempotency-key': ' ' },
        { 'idempotency-key': '\u00ff\u00fe' },
        { 'if-match': '"-1"' },
        { 'if-match': 'W/"999999999999999999999"' },
        { 'accept-language': '\u00ff;q=9,fr;q=x' },
        { 'content-type': 'application/json; charset=utf-7' },
        { 'content-type': 'text/plain' },
        { 'content-type': 'multipart/form-data' },
        { 'content-encoding': 'gzip', 'content-type': 'application/json' },
        { 'content-type': 'application/json', range: 'bytes=9-1' },
      ];
      for (const headers of odd) {
        const { status } = await admin.http.send(operation.method, address, '{"a":1}', headers);
        expect([headers, status < 500]).toEqual([headers, true]);
      }
    },
  );
});

describe('what cannot be kept is refused where it stands', () => {
  it.each([
    ['text', 'half a surrogate \ud83d'],
    ['title', 'nul \u0000'],
  ])('%s', async (field, value) => {
    const { status, body } = await admin.http.post('/api/v1/posts', { [field]: value });
    expect([status, body.errors]).toMatchObject([422, [{ path: field, code: 'text_malformed' }]]);
  });

  it('a letter in another encoding was replaced without a word', async () => {
    const body = Buffer.from('{"text":"caf\xe9"}', 'latin1');
    const answer = await admin.http.send<Problem>('POST', '/api/v1/posts', new Blob([new Uint8Array(body)]), {
      'content-type': 'application/json',
    });
    expect([answer.status, answer.body.errors]).toMatchObject([422, [{ code: 'text_malformed' }]]);
  });

  it('and told in sentences without names of ours: a field that is too long, a state, the hours around a gap', async () => {
    const fr = { 'accept-language': 'fr' };
    const form = new FormData();
    form.set('altText', 'x'.repeat(50_000));
    form.set('file', new Blob(['x']), 'x.png');
    const long = await admin.http.send<Problem>('POST', '/api/v1/media', form, fr);
    expect([long.status, long.body.code]).toEqual([422, 'form_unreadable']);

    const schedule = { localTime: '2027-03-28T02:30', timeZone: 'Europe/Paris' };
    const gap = await admin.http.post<Problem>('/api/v1/posts', { text: 'x', schedule }, fr);
    expect(gap.body.errors?.[0]?.message).toContain('choisissez 01:59 ou 03:00');

    const { body: post } = await admin.http.post<Schemas['Post']>('/api/v1/posts', { text: 'x' });
    const withdrawn = await admin.http.post<Problem>(`/api/v1/posts/${post.id}/withdraw`, {}, fr);
    expect([withdrawn.status, withdrawn.body.detail]).toEqual([409, expect.stringContaining('brouillon')]);
  });

  it('an emoji, an accent and a no-break space are no harm', async () => {
    const { status, body } = await admin.http.post<Schemas['Post']>('/api/v1/posts', {
      text: '👩‍👧 é\u202f! ﷽',
    });
    expect([status, body.text]).toEqual([201, '👩‍👧 é\u202f! ﷽']);
  });
});

describe('the same unique thing, made three times at once', () => {
  it.each([
    [
      '/api/v1/brand/formats',
      {
        key: 'up-fuzz',
        name: 'F',
        mark: 'UF',
        tint: '#aabbcc',
        baseline: 'Up fuzz',
        validFrom: '2020-01-01',
      },
    ],
  ])('is made once: %s', async (path, body) => {
    const statuses = (await Promise.all([1, 2, 3].map(() => admin.http.post(path, body)))).map(
      ({ status }) => status,
    );
    expect(statuses.sort()).toEqual([201, 409, 409]);
  });

  it('is connected once', async () => {
    const account = sandbox.control.createAccount({ platform: 'facebook', name: 'Page', handle: 'page' });
    const body = {
      platform: 'facebook',
      establishmentId: admin.organisation.rootId,
      accessToken: account.token,
    };
    const answers = await Promise.all([1, 2, 3].map(() => admin.http.post('/api/v1/channels', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });
});
