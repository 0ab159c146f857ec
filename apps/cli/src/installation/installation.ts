import { EmbeddedPostgres } from '#lib/database/embedded';
import { chooseHome, openHome } from './home.js';
import { Lock, runningOn } from './lock.js';
import { keepSecrets, type Secrets } from './secrets.js';

/** The installation that a command works on, and the environment of its processes. */
export interface Installation {
  home: string;
  secrets: Secrets;
  env: NodeJS.ProcessEnv & { DATABASE_URL: string; LINEUP_HOME: string; LINEUP_SECRET: string };
}

/** Address of the embedded database on this machine. */
export const embeddedUrl = (port: number, { databasePassword }: Secrets): string =>
  `postgres://lineup_owner:${encodeURIComponent(databasePassword)}@127.0.0.1:${port}/lineup`;

/** Empty variables count as absent, as everywhere in Lineup. */
export const isSet = (value: string | undefined): value is string => value !== undefined && value !== '';

/**
 * Runs a command on this installation's database: the one in DATABASE_URL, else the embedded one, which is used from
 * the running Lineup or started for the command.
 */
export async function withInstallation<T>(
  env: NodeJS.ProcessEnv,
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const embedded = !isSet(env.DATABASE_URL);
  const home = chooseHome(env, embedded);
  openHome(home, embedded);
  const secrets = keepSecrets(home);
  const on = (databaseUrl: string): Installation => ({
    home,
    secrets,
    env: {
      ...env,
      DATABASE_URL: databaseUrl,
      LINEUP_HOME: home,
      LINEUP_SECRET: isSet(env.LINEUP_SECRET) ? env.LINEUP_SECRET : secrets.secret,
    },
  });
  if (isSet(env.DATABASE_URL)) return work(on(env.DATABASE_URL));
  const port = runningOn(home)?.databasePort;
  if (port) return work(on(embeddedUrl(port, secrets)));

  const lock = Lock.take(home);
  if (!(lock instanceof Lock)) throw new Error(`Lineup is just starting on ${home}: try again in a moment`);
  try {
    const postgres = await EmbeddedPostgres.start({ home, password: secrets.databasePassword });
    try {
      return await work(on(postgres.url));
    } finally {
      await postgres.stop();
    }
  } finally {
    lock.release();
  }
}
