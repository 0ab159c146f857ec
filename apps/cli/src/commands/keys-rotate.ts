import { rotateKeys } from '#lib/channels';
import { Database } from '#lib/database';
import { Vault } from '#lib/kernel';
import { withInstallation } from '../installation/installation.js';
import { say } from '../say.js';
import { withServer } from '../server-context.js';

/** Seals every stored credential with the present key; safe while Lineup runs, and repeatable. */
export async function keysRotateCommand(env: NodeJS.ProcessEnv): Promise<number> {
  return withInstallation(env, ({ env: settings }) =>
    withServer(settings, async (app) => {
      const rotation = await rotateKeys(
        app.get(Database, { strict: false }),
        app.get(Vault, { strict: false }),
      );
      const { resealed, current, unreadable } = rotation;
      say(`${resealed} credentials sealed with the present key; ${current} were already.`);
      if (unreadable === 0) return 0;
      say(`${unreadable} are sealed with a key that is not known any more: their channels need a new token.`);
      return 1;
    }),
  );
}
