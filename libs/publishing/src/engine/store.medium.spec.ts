import { Database } from '#lib/database';
import { Clock } from '#lib/kernel';
import { startStage, type Stage } from '../../../../test/support/stage.js';
import { until } from '../../../../test/support/until.js';
import { settle } from '../rules/settlement.js';
import { Store } from './store.js';

describe('what the engine writes', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage('postgres');
  }, 60_000);
  afterAll(() => stage?.close());

  it('never waits in a circle with somebody who reconnects the channel that it holds back', async () => {
    const { app, config } = stage.api;
    const store = new Store(app.get(Database), app.get(Clock), config);
    const { postId, channelId } = await stage.approved('facebook');
    await stage.schedule(postId, 1);
    const { organisationId, id } = await publicationOf(stage, postId);
    const work = await store.claim(organisationId, id);
    if (!work) throw new Error('not claimed');

    const person = await stage.database.connect();
    try {
      await person.query('BEGIN');
      await person.query('SELECT 1 FROM channel WHERE id = $1 FOR UPDATE', [channelId]);
      const written = store.settle(
        work,
        settle(work, {
          stage: 'retrying',
          wakeInMs: 60_000,
          journal: [{ kind: 'refused' }],
          channel: { holdMs: 60_000, scope: 'channel' },
        }),
      );
      await until('the engine to wait for the person', async () => (await waiting(stage)) === 1, 5000);
      // With its own row locked by the engine, this would be a circle, and one of the two would be thrown out of it.
      await person.query('UPDATE publication SET wake_at = clock_timestamp() WHERE id = $1', [id]);
      await person.query('UPDATE channel SET held_until = NULL WHERE id = $1', [channelId]);
      await person.query('COMMIT');
      expect(await written).toBe(true);
    } finally {
      person.release();
    }
    const { rows } = await stage.database.query<{ held: boolean; stage: string }>(
      `SELECT c.held_until > now() AS held, u.stage FROM publication u JOIN channel c ON c.id = u.channel_id WHERE u.id = $1`,
      [id],
    );
    expect(rows).toEqual([{ held: true, stage: 'retrying' }]);
  }, 30_000);
});

const publicationOf = async ({ database }: Stage, postId: string) => {
  const { rows } = await database.query<{ organisationId: string; id: string }>(
    `SELECT organisation_id AS "organisationId", id FROM publication WHERE post_id = $1`,
    [postId],
  );
  const [row] = rows;
  if (!row) throw new Error('no publication');
  return row;
};

const waiting = async ({ database }: Stage): Promise<number> => {
  const { rows } = await database.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_locks l JOIN pg_database d ON d.datname = current_database()
     WHERE NOT l.granted AND EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.pid = l.pid AND a.datid = d.oid)`,
  );
  return rows[0]?.n ?? 0;
};
