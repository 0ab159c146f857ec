import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { captureStatements } from '../plans/captured.js';
import { driveJobs, driveRoutes } from '../plans/drive.js';
import { judge, type Verdict } from '../plans/judge.js';
import { FULL_YEAR, fillYear, SMALL_YEAR } from '../plans/year.js';
import { startStage, type Stage } from '../support/stage.js';

/** `npm run plans` asks for the whole year. */
const YEAR = process.env.LINEUP_PLANS === 'full' ? FULL_YEAR : SMALL_YEAR;

describe('a year of 300 establishments', () => {
  let stage: Stage;
  let verdicts: Verdict[];

  beforeAll(async () => {
    stage = await startStage('postgres');
    const t=[performance.now()];
    await fillYear(stage.database, stage.admin, YEAR);
    t.push(performance.now());
    const captured = captureStatements();
    try {
      await driveJobs(stage);
    t.push(performance.now());
      await driveRoutes(stage);
    t.push(performance.now());
    } finally {
      captured.end();
    }
    verdicts = await judge(stage.api.database.url, captured.statements());
    t.push(performance.now());
    (await import('node:fs')).writeFileSync('/tmp/verdicts.json', JSON.stringify({t, verdicts}));
  }, 900_000);
  afterAll(() => stage?.close());

  it('is scanned by no statement', () => {
    expect(verdicts.filter(({ scanned }) => scanned.length > 0)).toEqual([]);
  });
});
