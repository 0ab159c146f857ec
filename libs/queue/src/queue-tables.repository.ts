import type { Pool, PoolClient } from 'pg';
import { statement } from '#lib/database';
import { QUEUE_SCHEMA } from './queue-schema.js';

/** Takes the next job number of a queue, which creates the queue's sequence. */
const NEXT_JOB = statement<{ queue: string }>('SELECT next_job_id(:queue)');

/** Changes the owner of the schema's sequences to the role that runs this. */
const OWN_SEQUENCES = `
  DO $do$ DECLARE held record; BEGIN
    FOR held IN
      SELECT c.oid::regclass AS name FROM pg_class c
      WHERE c.relnamespace = '${QUEUE_SCHEMA}'::regnamespace
        AND c.relkind = 'S'
        AND c.relowner <> current_user::regrole
    LOOP
      EXECUTE format('ALTER SEQUENCE %s OWNER TO CURRENT_USER', held.name);
    END LOOP;
  END $do$`;

/**
 * BullMQ creates a sequence for a queue with its first job. They are created here instead, so that the role which
 * uses the queue creates and owns nothing; older versions left them to the engine's role.
 */
export async function ownSequences(client: PoolClient, queues: readonly string[]): Promise<void> {
  await client.query(`SET search_path TO ${QUEUE_SCHEMA}`);
  for (const queue of queues) await client.query(NEXT_JOB.text, NEXT_JOB.valuesOf({ queue }));
  await client.query(OWN_SEQUENCES);
  await client.query('RESET search_path');
}

/** Lets the engine's role use all existing objects, and create none. */
export async function letEngineUse(client: PoolClient): Promise<void> {
  for (const what of ['TABLES', 'SEQUENCES', 'ROUTINES']) {
    await client.query(`GRANT ALL ON ALL ${what} IN SCHEMA ${QUEUE_SCHEMA} TO lineup_engine`);
  }
  await client.query(`GRANT USAGE ON SCHEMA ${QUEUE_SCHEMA} TO lineup_engine`);
  await client.query(`REVOKE CREATE ON SCHEMA ${QUEUE_SCHEMA} FROM lineup_engine`);
}

/** @throws when the database does not answer */
export async function probe(pool: Pool): Promise<void> {
  await pool.query('SELECT 1');
}
