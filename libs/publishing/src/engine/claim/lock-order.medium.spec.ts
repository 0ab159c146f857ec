import type { PoolClient } from 'pg';
import { startInstallation, type TestInstallation } from '../../../../../test/support/installation.js';
import { until } from '../../../../../test/support/until.js';
import { FIRE } from './last-look.sql.js';
import { RENEW } from './lease.sql.js';
import { SETTLE } from './settle.sql.js';

interface Held {
  organisationId: string;
  id: string;
  fence: number;
}

/** Publications that two writers meet at. */
const COUNT = 8;

describe('two that write the same publications at once', () => {
  let installation: TestInstallation;
  const clients: PoolClient[] = [];
  beforeAll(async () => {
    installation = await startInstallation('postgres');
    await installation.database.query('INSERT INTO engine_pulse (cluster) VALUES (lineup_cluster())');
  }, 60_000);
  afterAll(() => installation?.close());
  afterEach(() => {
    for (const client of clients.splice(0)) client.release(true);
  });

  /** A connection that takes rows in the order in which they are named, unless the statement says otherwise. */
  const connect = async (): Promise<PoolClient> => {
    const client = await installation.database.connect();
    clients.push(client);
    for (const plan of ['hashjoin', 'mergejoin', 'seqscan']) await client.query(`SET enable_${plan} = off`);
    return client;
  };

  /** A post that is due on several channels, in the hands of a worker; in the order of ids and channels alike. */
  const held = async (): Promise<{ postId: string; rows: Held[] }> => {
    const { postId } = await installation.approved('linkedin');
    await installation.schedule(postId, 0);
    for (const sql of COPIES) {
      await installation.database.query(sql, sql.includes('$2') ? [postId, COUNT - 1] : []);
    }
    const { rows } = await installation.database.query<Held>(
      `UPDATE publication SET fence = 1, worker = 'w', lease_until = now() + interval '1 minute' WHERE post_id = $1
       RETURNING organisation_id AS "organisationId", id, fence`,
      [postId],
    );
    rows.sort((a, b) => (a.id < b.id ? -1 : 1));
    return { postId, rows };
  };

  /** Lets both begin, from either end, while somebody holds the row in the middle, and then go on. */
  const meet = async <A, B>(
    rows: Held[],
    one: () => Promise<A>,
    other: () => Promise<B>,
  ): Promise<[A, B]> => {
    const person = await connect();
    await person.query('BEGIN');
    await person.query('SELECT 1 FROM publication WHERE id = $1 FOR UPDATE', [rows[COUNT / 2]?.id]);
    const both = Promise.all([one(), other()]);
    await until('both wait', async () => {
      const { rows: waiting } = await installation.database.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return waiting[0]?.count === 2;
    });
    await person.query('COMMIT');
    return both;
  };

  const renew = async (rows: Held[]) => {
    const client = await connect();
    return () => client.query(RENEW.text, RENEW.valuesOf({ rows: JSON.stringify(rows), leaseS: 30 }));
  };
  const settle = async (rows: Held[]) => {
    const client = await connect();
    const settled = rows.map((row) => ({ ...row, ...STEP }));
    const values = { rows: JSON.stringify(settled), leaseS: 30, worker: 'w' };
    return () => client.query(SETTLE.text, SETTLE.valuesOf(values));
  };
  const fire = async (rows: Held[]) => {
    const client = await connect();
    const wanted = rows.map((row) => ({ ...row, intent: { step: 'post' }, quotas: null }));
    const values = { rows: JSON.stringify(wanted), leaseS: 30, worker: 'w', aheadS: 0.5 };
    return () => client.query(FIRE.text, FIRE.valuesOf(values));
  };

  it('stood still for a second at the full minute because leases were prolonged while outcomes were written', async () => {
    const { rows } = await held();
    const [renewed, settled] = await meet(rows, await renew(rows), await settle(rows.toReversed()));
    expect([renewed.rowCount, settled.rowCount]).toEqual([COUNT, COUNT]);
  });

  it('stood still before a full minute because leases were prolonged during the last look', async () => {
    const { rows } = await held();
    const [renewed, fired] = await meet(rows, await renew(rows.toReversed()), await fire(rows));
    expect([renewed.rowCount, fired.rowCount]).toEqual([COUNT, COUNT]);
  });

  it('cost a person the cancellation, or a worker its outcomes, because they met', async () => {
    const { postId, rows } = await held();
    const cancel = () => installation.manager.http.post(`/api/v1/posts/${postId}/cancel`);
    const [answer, settled] = await meet(rows, cancel, await settle(rows.toReversed()));
    expect(answer.status).toBe(200);
    // Whoever came first: either all steps were noted before, or the fence has moved on for all.
    expect([0, COUNT]).toContain(settled.rowCount);
  });
});

/** A step that was done: nothing else changes. */
const STEP = {
  state: 'pending',
  stage: 'arming',
  keep: true,
  progress: {},
  intent: null,
  attempts: 0,
  readings: 0,
  lastError: null,
  journal: [],
  tell: false,
};

/** Post $1 on $2 more channels. */
const COPIES = [
  `CREATE TABLE IF NOT EXISTS copies (n int, channel uuid, id uuid)`,
  `TRUNCATE copies`,
  `INSERT INTO copies SELECT n, uuidv7(), uuidv7() FROM generate_series(1, $2) n WHERE $1::uuid IS NOT NULL`,
  `INSERT INTO channel (organisation_id, establishment_id, id, platform, remote_id, name, handle, time_zone, credential)
   SELECT c.organisation_id, c.establishment_id, k.channel, c.platform, c.remote_id || k.n, c.name, c.handle, c.time_zone, c.credential
   FROM copies k, publication u JOIN channel c ON c.id = u.channel_id WHERE u.post_id = $1 AND $2::int > 0 ORDER BY k.n`,
  `INSERT INTO publication (organisation_id, id, post_id, channel_id, revision_id, due_at, wake_at)
   SELECT u.organisation_id, k.id, u.post_id, k.channel, u.revision_id, u.due_at, u.wake_at
   FROM copies k, publication u WHERE u.post_id = $1 AND $2::int > 0 ORDER BY k.n`,
];
