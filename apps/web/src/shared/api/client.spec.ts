import { answered, answeredByAnother, line, lost } from '../testing/fake-line';
import { beforeEach, describe, expect, it } from '@jest/globals';
import i18next from 'i18next';
import { settle } from '../../features/composer/store/testing/world';
import { session } from '../session/session';
import { ApiError } from './api-error';
import { api, ifMatch, unwrap } from './client';

beforeEach(() => {
  line.clear();
  Reflect.set(globalThis, 'localStorage', { setItem: () => undefined });
  session.leave();
});

const rename = (name = 'Été') => unwrap(api.POST('/api/v1/campaigns', { body: { name } }));
const keys = (): (string | null)[] => line.sent.map(({ headers }) => headers.get('idempotency-key'));
const failure = async (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => null,
    (error: unknown) => error,
  );

describe('a request that makes something', () => {
  it('keeps its key until an answer is known: a lost answer makes nothing twice', async () => {
    line.next(lost, answered(503, { code: 'busy' }), answeredByAnother(502), answered(201, { id: '1' }));
    for (let time = 0; time < 3; time++) expect(await failure(rename())).toBeInstanceOf(ApiError);
    expect(await rename()).toEqual({ id: '1' });
    expect(keys()[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(keys()).size).toBe(1);
  });

  it.each([
    ['done', answered(201, { id: '1' })],
    ['refused', answered(422, { code: 'invalid' })],
  ])('is a new one once the first is %s', async (_, first) => {
    line.next(first, answered(201, { id: '2' }));
    await failure(rename());
    await rename();
    expect(new Set(keys()).size).toBe(2);
  });

  it('is another one with other words, whatever became of the first', async () => {
    line.next(lost, answered(201, { id: '2' }));
    await failure(rename('Été'));
    await rename('Hiver');
    expect(new Set(keys()).size).toBe(2);
  });

  it('keeps a key that it was given, and what only reads or changes has none', async () => {
    line.next(answered(201, {}), answered(200, {}), answered(200, {}));
    const headers = { 'Idempotency-Key': 'mine' };
    await unwrap(api.POST('/api/v1/campaigns', { body: { name: 'Été' }, headers }));
    await unwrap(api.GET('/api/v1/me'));
    await unwrap(
      api.PATCH('/api/v1/posts/{id}', { params: { path: { id: '1' } }, headers: ifMatch(3), body: {} }),
    );
    expect(keys()).toEqual(['mine', null, null]);
    expect(line.sent[2]?.headers.get('if-match')).toBe('"3"');
  });
});

describe('a session that ends under a request', () => {
  it('has it wait for the same person, and sends it again to the letter', async () => {
    session.open('marie');
    line.next(answered(401, { code: 'unauthenticated' }), answered(201, { id: '1' }));
    const renamed = rename();
    await settle();
    expect([session.hasEnded(), line.sent.length]).toEqual([true, 1]);
    session.open('marie');
    expect(await renamed).toEqual({ id: '1' });
    const [first, second] = line.sent;
    expect([second?.method, second?.url]).toEqual([first?.method, first?.url]);
    expect(await second?.text()).toBe(await first?.text());
  });

  it('was waited for by what the next person then sent in their own name', async () => {
    session.open('marie');
    line.next(answered(401, { code: 'unauthenticated' }), answered(201, { id: '1' }));
    void rename();
    await settle();
    session.leave();
    session.open('karim');
    await settle();
    expect(line.sent).toHaveLength(1);
  });

  it('is the answer where nobody was signed in', async () => {
    line.next(answered(401, { code: 'unauthenticated', detail: 'Connectez-vous.' }));
    expect(await failure(rename())).toMatchObject({ status: 401, message: 'Connectez-vous.' });
    expect(session.hasEnded()).toBe(false);
  });
});

describe('what came back', () => {
  const me = () => unwrap(api.GET('/api/v1/me'));

  it.each([
    ['a lost connection', lost, { status: 0, code: 'network' }],
    ['a portal that answers for the server', answeredByAnother(200), { status: 0, code: 'network' }],
    ['a proxy that has no server', answeredByAnother(502), { status: 502, code: 'server' }],
    ['a refusal', answered(403, { code: 'forbidden', title: 'Non' }), { status: 403, code: 'forbidden' }],
  ])('is %s', async (_, fate, expected) => {
    line.next(fate);
    expect(await failure(me())).toMatchObject({ name: 'ApiError', ...expected });
  });

  it('is nothing for an answer without words', async () => {
    line.next(answered(204));
    expect(await unwrap(api.DELETE('/api/v1/posts/{id}', { params: { path: { id: '1' } } }))).toBeUndefined();
  });

  it('is no failure of the line when the page itself has called it off', async () => {
    const controller = new AbortController();
    line.next(() => {
      controller.abort();
      throw controller.signal.reason;
    });
    const called = unwrap(api.GET('/api/v1/me', { signal: controller.signal }));
    expect(await failure(called)).toMatchObject({ name: 'AbortError' });
  });

  it('is asked for in the reader’s language', async () => {
    i18next.language = 'fr';
    line.next(answered(200, {}));
    await me();
    expect(line.sent[0]?.headers.get('accept-language')).toBe('fr');
  });
});
