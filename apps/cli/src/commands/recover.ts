import { Database } from '#lib/database';
import { markInDoubtSince } from '#lib/publishing/engine';
import { CommandError } from '../command-error.js';
import { withInstallation } from '../installation/installation.js';
import { say } from '../say.js';
import { withServer } from '../server-context.js';

/**
 * For a database that was set back undetectably, as by a volume's snapshot: whatever is not out is searched for on
 * its network before it is sent. Safe to run again.
 * @throws CommandError without an instant
 */
export async function recoverCommand(
  env: NodeJS.ProcessEnv,
  values: Record<string, string | boolean | undefined>,
): Promise<number> {
  const from = new Date(String(values.from));
  if (Number.isNaN(from.getTime())) {
    throw new CommandError('When was the backup taken? --from 2026-11-26T08:59:00Z, or a little earlier.');
  }
  return withInstallation(env, ({ env: settings }) =>
    withServer(settings, async (app) => {
      const doubted = await app
        .get(Database, { strict: false })
        .system((tx) => markInDoubtSince(tx, from, true));
      say(`${doubted} publications will be searched for on their networks before they are sent.`);
      return 0;
    }),
  );
}
