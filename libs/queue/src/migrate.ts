import { runMigrations } from 'bullmq';
import { Pool } from 'pg';
import { QUEUE_SCHEMA } from './queue-schema.js';
import { QUEUES } from './define-job.js';
import { letEngineUse, ownSequences } from './queue-tables.repository.js';

/** Creates or updates BullMQ's own tables, and lets the engine use them. */
export async function migrateQueue(databaseUrl: string): Promise<void> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  const client = await pool.connect();
  try {
    await runMigrations(client, QUEUE_SCHEMA);
    await ownSequences(client, QUEUES);
    await letEngineUse(client);
  } finally {
    client.release();
    await pool.end();
  }
}
