import { describe, expect, it } from '@jest/globals';
import { LEAST_CONNECTIONS, shareConnections } from './connections.js';

const TOTALS = Array.from({ length: 200 - LEAST_CONNECTIONS + 1 }, (_, n) => LEAST_CONNECTIONS + n);

describe('the connections of a process', () => {
  it.each([true, false])(
    'are as many as DATABASE_POOL says, not as many a pool (with Redis: %s)',
    (withRedis) => {
      for (const total of TOTALS) {
        const shares = Object.values(shareConnections(total, withRedis));
        expect([total, shares.reduce((sum, share) => sum + share, 0)]).toEqual([total, total]);
      }
    },
  );

  it('leave every part something to work with, down to the least that is allowed', () => {
    for (const total of TOTALS) {
      const { app, engine, auth, queue } = shareConnections(total, false);
      expect(Math.min(app, auth)).toBeGreaterThanOrEqual(1);
      expect(Math.min(engine, queue)).toBeGreaterThanOrEqual(2);
    }
  });

  it('are 80 for two APIs and two workers as they come, within the 100 of a PostgreSQL as it comes', () => {
    expect(shareConnections(20, true)).toEqual({ app: 6, engine: 10, auth: 2, queue: 0, listeners: 2 });
  });
});
