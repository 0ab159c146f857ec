import type { PostQuota } from '#rules/platforms';
import { DAY_MS } from './quota.js';
import { type Planned, shortages } from './shortage.js';

const HOUR = 3_600_000;
const nine = Date.UTC(2026, 11, 1, 8);
const perDay = (limit: number, window: PostQuota['window'] = 'rolling_day'): PostQuota => ({
  name: 'posts',
  of: 'account',
  limit,
  window,
});
const rules = (quotas: Record<string, PostQuota>) => ({
  quotas: new Map(Object.entries(quotas)),
  lateLimitMs: 6 * HOUR,
  hourOf: (at: number) => String(Math.floor(at / HOUR)),
});
const posts = (count: number, at: number, draws = ['metz'], sent = false): Planned[] =>
  Array.from({ length: count }, (_, n) => ({
    postId: `p${String(n).padStart(3, '0')}`,
    draws,
    at: at + n * 1000,
    sent,
  }));

describe('what will not fit', () => {
  it('says that 12 of 40 have no place when they are due, and which', () => {
    const [shortage, ...others] = shortages(posts(40, nine), rules({ metz: perDay(28) }));
    expect(others).toEqual([]);
    expect(shortage).toMatchObject({
      budget: 'metz',
      at: nine,
      planned: 40,
      late: 12,
      tooLate: 12,
      lastAt: null,
    });
    expect(shortage?.postIds).toEqual(
      posts(40, nine)
        .slice(28)
        .map(({ postId }) => postId),
    );
  });

  it('counts what went out before', () => {
    const before = posts(10, nine - 20 * HOUR, ['metz'], true);
    const [shortage] = shortages([...posts(10, nine), ...before], rules({ metz: perDay(15) }));
    // Ten of the places are free again four hours later: within the limit of six.
    expect(shortage).toMatchObject({ planned: 10, late: 5, tooLate: 0 });
    expect(shortage?.lastAt).toBe(nine - 20 * HOUR + 4_000 + DAY_MS);
  });

  it('what will never be sent takes no place from the day after', () => {
    const tuesday = [...posts(5, nine + DAY_MS + HOUR)].map((post) => ({
      ...post,
      postId: `t${post.postId}`,
    }));
    const found = shortages([...posts(40, nine), ...tuesday], rules({ metz: perDay(15) }));
    expect(found.map(({ at, tooLate }) => [at, tooLate])).toEqual([[nine, 25]]);
  });

  it('says nothing where all fit', () => {
    expect(shortages(posts(15, nine), rules({ metz: perDay(15) }))).toEqual([]);
    expect(shortages(posts(40, nine, ['other']), rules({ metz: perDay(15) }))).toEqual([]);
  });

  it('tells an application’s shortage once for all its accounts', () => {
    const planned = [...posts(3, nine, ['metz', 'app']), ...posts(3, nine, ['lens', 'app'])];
    const found = shortages(planned, rules({ metz: perDay(9), lens: perDay(9), app: perDay(4, 'utc_day') }));
    expect(found.map(({ budget, planned: all, late }) => ({ budget, all, late }))).toEqual(
      expect.arrayContaining([{ budget: 'app', all: 6, late: 2 }]),
    );
  });
});
