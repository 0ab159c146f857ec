import { answered, answeredByAnother, line, lost } from '../testing/fake-line';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { key } from '../queries/keys';
import { queries } from '../queries';
import { queryClient } from './query-client';

beforeEach(() => {
  line.clear();
  queryClient.clear();
});

/** How often a question is asked that is always answered so. */
async function asked(fate: () => Response): Promise<number> {
  line.next(fate, fate, fate, fate);
  // At once, where the page waits a second and more.
  await queryClient.fetchQuery({ ...queries.sessions(), retryDelay: 0 }).catch(() => undefined);
  return line.sent.length;
}

describe('a question without an answer', () => {
  it.each([
    ['a lost line', lost, 3],
    ['a server in trouble', answered(503, {}), 3],
    ['a portal that answers for the server', answeredByAnother(200), 3],
    ['a refusal', answered(400, { code: 'invalid' }), 1],
    ['a missing page', answered(404, { code: 'not_found' }), 1],
    ['an ended session', answered(401, { code: 'unauthenticated' }), 1],
    ['the last of the refusals', answered(499, {}), 1],
  ])('is asked again, or not, after %s', async (_, fate, times) => expect(await asked(fate)).toBe(times));
});

describe('what the server wants first', () => {
  const isStale = (): boolean | undefined => queryClient.getQueryState(key('me'))?.isInvalidated;

  it.each([
    ['password_change_required', true],
    ['two_factor_required', true],
    ['forbidden', false],
  ])('is found out anew where it is so: %s', async (code, stale) => {
    line.next(answered(200, { user: { id: 'marie' } }));
    await queryClient.fetchQuery(queries.me());
    expect(isStale()).toBe(false);
    await asked(answered(403, { code }));
    expect(isStale()).toBe(stale);
  });
});

it('what was read half a minute ago is shown without asking, and older is asked for', async () => {
  const ask = () => queryClient.fetchQuery(queries.sessions());
  line.next(answered(200, { items: [] }), answered(200, { items: [] }));
  const { now } = Date;
  try {
    const start = now();
    await ask();
    Date.now = () => start + 29_000;
    await ask();
    expect(line.sent).toHaveLength(1);
    Date.now = () => start + 31_000;
    await ask();
    expect(line.sent).toHaveLength(2);
  } finally {
    Date.now = now;
  }
});
