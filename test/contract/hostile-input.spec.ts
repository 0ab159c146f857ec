import { request } from 'node:http';
import { HOSTILE_TEXTS } from '../support/hostile-values.js';
import type { Problem, Schemas } from '../support/http.js';
import { addressOf } from '../support/operations.js';
import { hostileStage, itTakesAnyBody, openOperations } from './hostile-stage.js';

const stage = hostileStage();

/** Answers on the wire as they are: a target that no client library would send. */
const raw = (target: string, headers: Record<string, string> = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(stage.api.url);
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
  itTakesAnyBody(stage, 'telling');

  it.each(openOperations.filter(([, { querySchemas }]) => Object.keys(querySchemas).length > 0))(
    '%s, whatever its query',
    async (_, operation) => {
      const faults: [string, string, number][] = [];
      const address = stage.addressOf(operation);
      for (const name of Object.keys(operation.querySchemas)) {
        for (const text of HOSTILE_TEXTS) {
          if (text.length > 5_000) continue;
          const value = encodeURIComponent(text.toWellFormed());
          const rest = address.replace(new RegExp(`([?&])${name}=[^&]*`), '$1');
          const { status } = await stage.admin.http.send(
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

  it.each(openOperations.filter(([, { pathParameters }]) => pathParameters.length > 0))(
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

  it.each(openOperations.filter(([, { bodySchema, method }]) => bodySchema && method === 'POST'))(
    '%s, whatever its headers',
    async (_, operation) => {
      const address = stage.addressOf(operation);
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
        const { status } = await stage.admin.http.send(operation.method, address, '{"a":1}', headers);
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
    const { status, body } = await stage.admin.http.post('/api/v1/posts', { [field]: value });
    expect([status, body.errors]).toMatchObject([422, [{ path: field, code: 'text_malformed' }]]);
  });

  it('a letter in another encoding was replaced without a word', async () => {
    const body = Buffer.from('{"text":"caf\xe9"}', 'latin1');
    const answer = await stage.admin.http.send<Problem>(
      'POST',
      '/api/v1/posts',
      new Blob([new Uint8Array(body)]),
      {
        'content-type': 'application/json',
      },
    );
    expect([answer.status, answer.body.errors]).toMatchObject([422, [{ code: 'text_malformed' }]]);
  });

  it('and told in sentences without names of ours: a field that is too long, a state, the hours around a gap', async () => {
    const fr = { 'accept-language': 'fr' };
    const form = new FormData();
    form.set('altText', 'x'.repeat(50_000));
    form.set('file', new Blob(['x']), 'x.png');
    const long = await stage.admin.http.send<Problem>('POST', '/api/v1/media', form, fr);
    expect([long.status, long.body.code]).toEqual([422, 'form_unreadable']);

    const schedule = { localTime: '2027-03-28T02:30', timeZone: 'Europe/Paris' };
    const gap = await stage.admin.http.post<Problem>('/api/v1/posts', { text: 'x', schedule }, fr);
    expect(gap.body.errors?.[0]?.message).toContain('choisissez 01:59 ou 03:00');

    const { body: post } = await stage.admin.http.post<Schemas['Post']>('/api/v1/posts', { text: 'x' });
    const withdrawn = await stage.admin.http.post<Problem>(`/api/v1/posts/${post.id}/withdraw`, {}, fr);
    expect([withdrawn.status, withdrawn.body.detail]).toEqual([409, expect.stringContaining('brouillon')]);
  });

  it('an emoji, an accent and a no-break space are no harm', async () => {
    const { status, body } = await stage.admin.http.post<Schemas['Post']>('/api/v1/posts', {
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
    const statuses = (await Promise.all([1, 2, 3].map(() => stage.admin.http.post(path, body)))).map(
      ({ status }) => status,
    );
    expect(statuses.sort()).toEqual([201, 409, 409]);
  });

  it('is connected once', async () => {
    const account = stage.sandbox.control.createAccount({
      platform: 'facebook',
      name: 'Page',
      handle: 'page',
    });
    const body = {
      platform: 'facebook',
      establishmentId: stage.admin.organisation.rootId,
      accessToken: account.token,
    };
    const answers = await Promise.all([1, 2, 3].map(() => stage.admin.http.post('/api/v1/channels', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });
});
