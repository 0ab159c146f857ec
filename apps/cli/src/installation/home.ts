import { createHash } from 'node:crypto';
import { accessSync, chmodSync, constants, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { canEnter, serviceUser } from '#lib/database/embedded';
import { checkout } from '../checkout.js';
import { CommandError } from '../command-error.js';

/**
 * Data folder: LINEUP_HOME, else `.lineup` in the checkout. As root, PostgreSQL runs as another user; when that user
 * cannot enter the checkout, data goes to /var/lib/lineup, in a folder named after this checkout.
 * @param embedded whether the embedded database will be there
 */
export function chooseHome(env: NodeJS.ProcessEnv, embedded: boolean): string {
  if (env.LINEUP_HOME) return resolve(env.LINEUP_HOME);
  const user = embedded ? serviceUser() : {};
  if (user.uid === undefined || canEnter(checkout, user)) return join(checkout, '.lineup');
  return join('/var/lib/lineup', createHash('sha256').update(checkout).digest('hex').slice(0, 10));
}

/** Creates the folder and checks that it can be used. @throws CommandError that says what to do */
export function openHome(home: string, embedded: boolean): void {
  try {
    mkdirSync(home, { recursive: true });
    accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new CommandError(
      `Lineup cannot keep its data in ${home} (${reason}). Set LINEUP_HOME to a folder that you may write to.`,
      { cause: error },
    );
  }
  const user = embedded ? serviceUser() : {};
  if (user.uid === undefined) return;
  chmodSync(home, 0o755);
  if (!canEnter(home, user)) {
    throw new CommandError(
      `The system user "postgres" cannot enter ${home}. Set LINEUP_HOME to a folder it can reach, such as /var/lib/lineup.`,
    );
  }
}
