import type { QueryResult } from 'pg';
import type { Statement } from '#lib/database';
import { NOTE_OVERDUE } from '../../libs/health/src/overdue.sql.js';
import { FIRE, LANE } from '../../libs/publishing/src/engine/claim/last-look.sql.js';
import { SWEEP } from '../../libs/publishing/src/engine/claim/sweep.sql.js';
import { QUOTA_USE } from '../../libs/publishing/src/quotas/quota.sql.js';
import { startInstallation, type TestInstallation } from '../support/installation.js';

interface Plan {
  'Relation Name'?: string;
  Alias?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
}

/** Posts of one channel, a day apart: as many that went out as are to come. */
const PLANNED = 3000;
/** What the statements may read of them; some look at a handful that are due. */
const FEW = 50;

/** Rows of publications that a plan has read, by the names it gives them. */
const read = ({ Plans = [], ...node }: Plan, aliases: readonly string[]): number =>
  (node['Relation Name'] === 'publication' && aliases.includes(node.Alias ?? '')
    ? (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
    : 0) + Plans.reduce((sum, plan) => sum + read(plan, aliases), 0);

describe('a year of plans', () => {
  let installation: TestInstallation;
  let due: { organisationId: string; id: string; channelId: string; fence: number };
  beforeAll(async () => {
    installation = await startInstallation('postgres');
    const { postId } = await installation.approved('linkedin');
    await installation.schedule(postId, 0);
    const { rows } = await installation.database.query<typeof due>(
      `UPDATE publication SET lease_until = now() + interval '1 hour', queued_at = now() WHERE post_id = $1
       RETURNING organisation_id AS "organisationId", id, channel_id AS "channelId", fence`,
      [postId],
    );
    due = rows[0] as typeof due;
    // As the first worker notes it; without, the last look refuses everything and reads nothing.
    await installation.database.query('INSERT INTO engine_pulse (cluster) VALUES (lineup_cluster())');
    for (const sql of FILL) {
      await installation.database.query(sql, sql.includes('$1') ? [postId] : []);
    }
    await installation.database.query('VACUUM ANALYZE');
  }, 60_000);
  afterAll(() => installation?.close());

  /** Runs a statement for its plan, and takes back what it wrote. */
  const rowsRead = async <Values extends object>(
    statement: Statement<Values, unknown>,
    values: Values,
    aliases: readonly string[],
  ): Promise<number> => {
    const client = await installation.database.connect();
    try {
      await client.query('BEGIN');
      // Reading all of a small table is cheap, and is what the planner would do here; what counts is whether it has to.
      await client.query('SET LOCAL enable_seqscan = off');
      const { rows }: QueryResult<{ 'QUERY PLAN': [{ Plan: Plan }] }> = await client.query(
        `EXPLAIN (ANALYZE, FORMAT JSON) ${statement.text}`,
        statement.valuesOf(values),
      );
      return rows.reduce((sum, row) => sum + read(row['QUERY PLAN'][0].Plan, aliases), 0);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  };

  it('is not read by the sweep', async () => {
    expect(await rowsRead(SWEEP, { limit: 500, leaseS: 30 }, ['publication'])).toBeLessThan(FEW);
  });

  it('is not read by the last look before a post, whose network takes so many a day', async () => {
    const quotas = [{ limit: 100, window: 'utc_day', types: null }];
    const rows = JSON.stringify([{ ...due, intent: {}, quotas }]);
    const values = { rows, leaseS: 30, worker: 'worker', aheadS: 0.5 };
    expect(await rowsRead(FIRE, values, ['q', 'f'])).toBeLessThan(FEW);
  });

  it('is not read to find out when the channel is free', async () => {
    expect(await rowsRead(LANE, due, ['q'])).toBeLessThan(FEW);
  });

  it('is not read when a place in a quota is looked for', async () => {
    const asked = JSON.stringify([{ ...due, own: true, name: 'posts', window: 'utc_day', types: null }]);
    expect(await rowsRead(QUOTA_USE, { asked }, ['f', 'q'])).toBeLessThan(FEW);
  });

  it('is not read by the watch for what is late', async () => {
    expect(await rowsRead(NOTE_OVERDUE, {}, ['u'])).toBeLessThan(FEW);
  });
});

/** Post $1 again, once a day, as many days ago as ahead, leaving out today. */
const FILL = [
  `CREATE TABLE copies AS SELECT n, uuidv7() AS id, now() + n * interval '1 day' AS due_at,
     CASE WHEN n < 0 THEN 'published' ELSE 'scheduled' END AS state
   FROM generate_series(-${PLANNED}, ${PLANNED}) n WHERE abs(n) > 1`,
  `INSERT INTO post (organisation_id, id, establishment_id, author_id, author_name, title, text, due_at, state)
   SELECT p.organisation_id, c.id, p.establishment_id, p.author_id, p.author_name, p.title, p.text, c.due_at, c.state
   FROM post p, copies c WHERE p.id = $1`,
  `INSERT INTO publication (organisation_id, id, post_id, channel_id, revision_id, state, stage, due_at, wake_at, fired_at, published_at, remote_id)
   SELECT u.organisation_id, uuidv7(), c.id, u.channel_id, u.revision_id, CASE WHEN n < 0 THEN 'published' ELSE 'pending' END,
     CASE WHEN n < 0 THEN 'done' ELSE 'waiting' END, c.due_at, CASE WHEN n > 0 THEN c.due_at END, CASE WHEN n < 0 THEN c.due_at END,
     CASE WHEN n < 0 THEN c.due_at END, CASE WHEN n < 0 THEN 'remote-' || n END
   FROM publication u, copies c WHERE u.post_id = $1`,
];
