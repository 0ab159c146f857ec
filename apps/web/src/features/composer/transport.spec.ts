import { answered, line, lost } from '../../shared/testing/fake-line';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { session } from '../../shared/session/session';
import { blankDraft, toBody } from './draft';
import { transport } from './transport';

beforeEach(() => {
  line.clear();
  Reflect.set(globalThis, 'localStorage', { setItem: () => undefined });
  session.leave();
});

const body = toBody({ ...blankDraft(null), text: 'Parlons solutions' });
const ACTS = [
  ['create', () => transport.create(body, 'key-1')],
  ['change', () => transport.change('post-1', 4, { text: 'Autre chose' })],
  ['submit', () => transport.submit('post-1', 'Pour vendredi', 'key-2', 5)],
  ['read', () => transport.read('post-1')],
] as const;

/** What a request says, as far as the server cares. */
async function said(request: Request | undefined) {
  if (!request) return null;
  const { method, url, headers } = request;
  const text = await request.text();
  return {
    call: `${method} ${new URL(url).pathname}`,
    key: headers.get('idempotency-key'),
    version: headers.get('if-match'),
    body: text ? (JSON.parse(text) as unknown) : null,
  };
}

describe('the requests of a draft', () => {
  it.each([
    ['create', { call: 'POST /api/v1/posts', key: 'key-1', version: null, body }],
    [
      'change',
      { call: 'PATCH /api/v1/posts/post-1', key: null, version: '"4"', body: { text: 'Autre chose' } },
    ],
    [
      'submit',
      {
        call: 'POST /api/v1/posts/post-1/submit',
        key: 'key-2',
        version: '"5"',
        body: { note: 'Pour vendredi' },
      },
    ],
    ['read', { call: 'GET /api/v1/posts/post-1', key: null, version: null, body: null }],
  ] as const)('name what they are about: %s', async (name, expected) => {
    line.next(answered(200, { id: 'post-1', version: 6 }));
    expect(await ACTS.find(([act]) => act === name)?.[1]()).toEqual({ id: 'post-1', version: 6 });
    expect(await said(line.sent[0])).toEqual(expected);
  });

  it('send no empty note, which the server would keep', async () => {
    line.next(answered(200, {}));
    await transport.submit('post-1', '', 'key-2', 5);
    expect((await said(line.sent[0]))?.body).toEqual({});
  });

  it.each(ACTS)('%s once, whatever becomes of it: the draft decides about the next', async (_, act) => {
    line.next(lost);
    await expect(act()).rejects.toMatchObject({ status: 0, code: 'network' });
    line.next(answered(503, {}));
    await expect(act()).rejects.toMatchObject({ status: 503 });
    expect(line.sent).toHaveLength(2);
  });

  it.each(ACTS)('%s and do not wait for a session that has ended', async (_, act) => {
    session.open('marie');
    line.next(answered(401, { code: 'unauthenticated' }));
    await expect(act()).rejects.toMatchObject({ status: 401 });
    expect([session.hasEnded(), line.sent.length]).toEqual([true, 1]);
  });

  it('tell a version that is not the latest any more', async () => {
    line.next(answered(412, { code: 'stale_version' }));
    await expect(transport.change('post-1', 1, {})).rejects.toMatchObject({
      status: 412,
      code: 'stale_version',
    });
  });
});
