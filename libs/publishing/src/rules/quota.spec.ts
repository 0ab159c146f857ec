import fc from 'fast-check';
import { type Budget, DAY_MS, firstPlace, takePlace } from './quota.js';

const HOUR = 3_600_000;
const nine = Date.UTC(2026, 11, 1, 9);
const rolling = (limit: number, taken: number[] = []): Budget => ({ limit, window: 'rolling_day', taken });
const daily = (limit: number, taken: number[] = []): Budget => ({ limit, window: 'utc_day', taken });

describe('quota', () => {
  it('lets every post go when it is due while there are places', () => {
    const budget = rolling(15);
    expect(Array.from({ length: 15 }, () => takePlace([budget], nine))).toEqual(Array(15).fill(nine));
  });

  it('40 posts due together on an account that may publish 15 a day go out on three days', () => {
    const budget = rolling(15);
    const instants = Array.from({ length: 40 }, () => takePlace([budget], nine));
    expect(instants.filter((instant) => instant > nine)).toHaveLength(25);
    expect(instants.at(-1)).toBe(nine + 2 * DAY_MS);
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
  });

  it('a place of a rolling day is free exactly 24 hours after it was taken, not before', () => {
    const budget = rolling(2, [nine - DAY_MS + 1, nine - HOUR]);
    expect(firstPlace(budget, nine)).toBe(nine + 1);
    expect(firstPlace(rolling(2, [nine - DAY_MS, nine - HOUR]), nine)).toBe(nine);
  });

  it('a calendar day starts again at midnight in UTC', () => {
    const lateEvening = Date.UTC(2026, 11, 1, 23, 59);
    const budget = daily(1, [Date.UTC(2026, 11, 1, 0, 1)]);
    expect(firstPlace(budget, lateEvening)).toBe(Date.UTC(2026, 11, 2));
    expect(firstPlace(daily(1, [Date.UTC(2026, 10, 30, 23, 59)]), lateEvening)).toBe(lateEvening);
  });

  it('needs a place in the account’s and the application’s budget at once', () => {
    const account = rolling(1, [nine - HOUR]);
    const app = daily(1, [Date.UTC(2026, 11, 2, 5)]);
    const instant = takePlace([account, app], nine);
    expect(instant).toBe(Date.UTC(2026, 11, 3));
    expect(account.taken).toContain(instant);
    expect(app.taken).toContain(instant);
  });

  it('leaves a place that is too late for one to the next', () => {
    const budget = rolling(1, [nine - HOUR]);
    expect(takePlace([budget], nine, nine + 6 * HOUR)).toBe(nine + 23 * HOUR);
    expect(takePlace([budget], nine + 20 * HOUR, nine + 26 * HOUR)).toBe(nine + 23 * HOUR);
  });

  it('never lets more than the limit into any window, whatever was wished', () => {
    const localSchedules = fc.array(fc.integer({ min: 0, max: 4 * DAY_MS }), { maxLength: 60 });
    fc.assert(
      fc.property(
        localSchedules,
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom('rolling_day', 'utc_day'),
        (all, limit, window) => {
          const budget: Budget = { limit, window: window as Budget['window'], taken: [] };
          const sorted = [...all].sort((a, b) => a - b);
          const given = sorted.map((at) => takePlace([budget], at));
          given.forEach((instant, index) => expect(instant).toBeGreaterThanOrEqual(sorted[index] as number));
          for (const instant of given) {
            const together = given.filter((other) =>
              window === 'utc_day'
                ? Math.floor(other / DAY_MS) === Math.floor(instant / DAY_MS)
                : other <= instant && other > instant - DAY_MS,
            );
            expect(together.length).toBeLessThanOrEqual(limit);
          }
        },
      ),
    );
  });
});
