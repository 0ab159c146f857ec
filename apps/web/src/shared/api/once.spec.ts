import { answered, line, lost } from '../testing/fake-line';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { session } from '../session/session';
import { once } from './once';

const { timeout } = AbortSignal;
beforeEach(() => {
  line.clear();
  Reflect.set(globalThis, 'localStorage', { setItem: () => undefined });
  session.leave();
});
afterEach(() => {
  AbortSignal.timeout = timeout;
});

const request = () =>
  new Request('/api/v1/posts', { method: 'POST', body: '{"title":"Été"}', headers: { 'if-match': '"2"' } });

it('sends what it was given, once, whatever the answer', async () => {
  line.next(answered(503, { code: 'busy' }));
  expect((await once(request())).status).toBe(503);
  const [sent, ...more] = line.sent;
  expect(more).toEqual([]);
  expect([sent?.method, sent?.url, sent?.headers.get('if-match'), await sent?.text()]).toEqual([
    'POST',
    'http://lineup.test/api/v1/posts',
    '"2"',
    '{"title":"Été"}',
  ]);
});

it('says that the session has ended, and does not wait for another', async () => {
  session.open('marie');
  line.next(answered(401));
  expect((await once(request())).status).toBe(401);
  expect([session.hasEnded(), line.sent.length]).toEqual([true, 1]);
});

it('leaves the session alone after any other refusal', async () => {
  session.open('marie');
  line.next(answered(403));
  await once(request());
  expect(session.hasEnded()).toBe(false);
});

it('fails as the line does', async () => {
  line.next(lost);
  await expect(once(request())).rejects.toThrow('Failed to fetch');
});

it('gives an answer that never comes up after half a minute', async () => {
  const over = new AbortController();
  let patience = 0;
  AbortSignal.timeout = (ms) => {
    patience = ms;
    return over.signal;
  };
  line.next(
    ({ signal }) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('given up')))),
  );
  const waiting = once(request());
  over.abort();
  await expect(waiting).rejects.toThrow('given up');
  expect(patience).toBe(30_000);
});
