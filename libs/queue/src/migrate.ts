import { runMigrations } from 'bullmq';
import { Pool } from 'pg';
import { QUEUE_SCHEMA } from './backend.js';

/** Creates or updates BullMQ's own tables, and lets the engine use them. */
export async function migrateQueue(databaseUrl: string): Promise<void> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  const client = await pool.connect();
  try {
    await runMigrations(client, QUEUE_SCHEMA);
    for (const what of ['TABLES', 'SEQUENCES', 'ROUTINES']) {
      await client.query(`GRANT ALL ON ALL ${what} IN SCHEMA ${QUEUE_SCHEMA} TO lineup_engine`);
    }
    // BullMQ makes a sequence for each queue when its first job is added.
    await client.query(`GRANT USAGE, CREATE ON SCHEMA ${QUEUE_SCHEMA} TO lineup_engine`);
  } finally {
    client.release();
    await pool.end();
  }
}
