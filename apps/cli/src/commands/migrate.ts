import { ensureSignIns, migrate } from '#lib/database';
import { migrateQueue } from '#lib/queue';
import { isSet, withInstallation } from '../installation/installation.js';
import { step } from '../say.js';

/**
 * Runs pending migrations, creates the sign-ins of the processes, and BullMQ's tables when the queue is in
 * PostgreSQL.
 */
export async function migrateCommand(env: NodeJS.ProcessEnv): Promise<number> {
  return withInstallation(env, async ({ env: { DATABASE_URL, LINEUP_SECRET, REDIS_URL } }) => {
    const done = await migrate(DATABASE_URL);
    for (const name of done) step(`Migrated: ${name}`);
    if (!isSet(REDIS_URL)) await migrateQueue(DATABASE_URL);
    await ensureSignIns(DATABASE_URL, LINEUP_SECRET);
    return 0;
  });
}
