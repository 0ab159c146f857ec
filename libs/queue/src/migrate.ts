import { runMigrations } from 'bullmq';
import { Pool, type PoolClient } from 'pg';
import { QUEUE_SCHEMA } from './backend.js';
import { QUEUES } from './define-job.js';

/** Creates or updates BullMQ's own tables, and lets the engine use them. */
export async function migrateQueue(databaseUrl: string): Promise<void> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  const client = await pool.connect();
  try {
    await runMigrations(client, QUEUE_SCHEMA);
    await ownSequences(client);
    for (const what of ['TABLES', 'SEQUENCES', 'ROUTINES']) {
      await client.query(`GRANT ALL ON ALL ${what} IN SCHEMA ${QUEUE_SCHEMA} TO lineup_engine`);
    }
    await client.query(`GRANT USAGE ON SCHEMA ${QUEUE_SCHEMA} TO lineup_engine`);
    await client.query(`REVOKE CREATE ON SCHEMA ${QUEUE_SCHEMA} FROM lineup_engine`);
  } finally {
    client.release();
    await pool.end();
  }
}

/**
 * BullMQ makes a sequence for each queue when its first job is added. They are made here instead, so that whoever works
 * with the queue makes and owns nothing; older versions left them to the engine.
 */
async function ownSequences(client: PoolClient): Promise<void> {
  await client.query(`SET search_path TO ${QUEUE_SCHEMA}`);
  for (const queue of QUEUES) await client.query('SELECT next_job_id($1)', [queue]);
  await client.query(`DO $do$ DECLARE held record; BEGIN
      FOR held IN SELECT c.oid::regclass AS name FROM pg_class c
        WHERE c.relnamespace = '${QUEUE_SCHEMA}'::regnamespace AND c.relkind = 'S' AND c.relowner <> current_user::regrole
      LOOP EXECUTE format('ALTER SEQUENCE %s OWNER TO CURRENT_USER', held.name); END LOOP;
    END $do$`);
  await client.query('RESET search_path');
}
