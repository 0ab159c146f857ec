import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { captureStatements } from '../plans/captured.js';
import { driveJobs, driveRoutes } from '../plans/drive.js';
import { judge, type Verdict } from '../plans/judge.js';
import { FULL_YEAR, fillYear, SMALL_YEAR } from '../plans/year.js';
import { startInstallation, type TestInstallation } from '../support/installation.js';

/** `npm run plans` asks for the whole year. */
const full = process.env.LINEUP_PLANS === 'full';
/** Rows that any statement may read: a calendar shows no more than 5,000 posts at a time. */
const MOST = 5_100;
/** Fewer, and something was not driven. */
const STATEMENTS = 150;

/** What reads more on purpose, and why that is bounded; by indexes all the same. */
const READS_MORE: [sql: RegExp, why: string][] = [
  [/SELECT DISTINCT ON \(sha256\) bytes\s+FROM media/u, 'the weight of the library, from its index alone'],
  [/GROUPING SETS/u, "the posts of the weeks on somebody's screen, by their keys"],
  [
    /json_agg\(entry\)/u,
    'the same weeks; of one establishment or channel, looked for among all that they hold',
  ],
];

/** What may also read a table through, because most of its rows are asked for or none are likely to be found early. */
const READS_THROUGH: [sql: RegExp, why: string][] = [
  [/p\.title ILIKE/u, "words are searched through the organisation's posts, the latest first"],
  [
    /p\.updated_at::text AS moment/u,
    'whoever sees one establishment of three hundred walks from the latest until a page is full: fifty posts of each establishment',
  ],
  [/FROM "media" "m" .*LIMIT 51/su, 'the same for media'],
];

const isOf =
  (...lists: [sql: RegExp, why: string][][]) =>
  ({ sql }: Verdict): boolean =>
    lists.flat().some(([known]) => known.test(sql));
const maySearch = isOf(READS_THROUGH);
const mayRead = isOf(READS_MORE, READS_THROUGH);
const shown = ({ sql, values, read, scanned, keptScans }: Verdict) => ({
  sql: sql.replace(/\s+/gu, ' ').slice(0, 400),
  values: JSON.stringify(values).slice(0, 200),
  read,
  scanned,
  keptScans,
});

describe('a year of 300 establishments', () => {
  let installation: TestInstallation;
  let verdicts: Verdict[];

  beforeAll(async () => {
    // From the first connection on: which organisation is in force is said once for each.
    const captured = captureStatements();
    try {
      installation = await startInstallation('postgres');
      await fillYear(installation.database, installation.admin, full ? FULL_YEAR : SMALL_YEAR);
      captured.clear();
      await driveJobs(installation);
      await driveRoutes(installation);
    } finally {
      captured.end();
    }
    verdicts = await judge(installation.api.database.url, captured.statements());
    if (full) report(verdicts);
  }, 900_000);
  afterAll(() => installation?.close());

  it('is met by the statements of every route and job', () => {
    expect(new Set(verdicts.map(({ sql }) => sql)).size).toBeGreaterThan(STATEMENTS);
  });

  it('is read from beginning to end by none of them: each answered review once read every notification', () => {
    const scanning = verdicts.filter((verdict) => verdict.scanned.length > 0 && !maySearch(verdict));
    expect(scanning.map(shown)).toEqual([]);
  });

  it('is read through by no plan that a connection keeps: made for no value in particular', () => {
    const scanning = verdicts.filter((verdict) => verdict.keptScans.length > 0 && !maySearch(verdict));
    expect(scanning.map(shown)).toEqual([]);
  });

  it('makes none of them read more than a page or a screen needs', () => {
    const reading = verdicts.filter((verdict) => verdict.read > MOST && !mayRead(verdict));
    expect(reading.map(shown)).toEqual([]);
  });
});

/** The slowest, for whoever runs it by hand. */
function report(verdicts: readonly Verdict[]): void {
  const slowest = [...verdicts].sort((a, b) => b.ms - a.ms).slice(0, 15);
  process.stdout.write(
    slowest
      .map(
        ({ ms, read, sql }) =>
          `${ms.toFixed(1)} ms, ${read} rows: ${sql.replace(/\s+/gu, ' ').slice(0, 120)}\n`,
      )
      .join(''),
  );
}
