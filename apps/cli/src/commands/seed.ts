import { Database, type None, statement } from '#lib/database';
import { CommandError } from '../command-error.js';
import { seedDemo } from '../demo/seed.js';
import { isSet, withInstallation } from '../installation/installation.js';
import { progress, say } from '../say.js';
import { withServer } from '../server-context.js';
import { DEMO_PEOPLE } from '../start/summary.js';

interface Options {
  demo?: boolean;
  /** Deletes first what an interrupted attempt wrote. */
  again?: boolean;
  sandbox?: string;
}

const ANY = statement<None, { name: string }>('SELECT name FROM organisation LIMIT 1');
const DELETE_POSTS = statement('DELETE FROM post');
const DELETE_ORGANISATIONS = statement('DELETE FROM organisation');
const DELETE_PEOPLE = statement<{ people: string[] }>('DELETE FROM auth."user" WHERE email = ANY(:people)');

/** Writes the demonstration. Refuses a database that has an organisation, unless an attempt was interrupted. */
export async function seedCommand(env: NodeJS.ProcessEnv, options: Options): Promise<number> {
  if (!options.demo) throw new CommandError('Say what to fill in: lineup seed --demo');
  const sandboxOrigin = options.sandbox ?? env.SANDBOX_ORIGIN;
  if (!isSet(sandboxOrigin)) {
    throw new CommandError('The demonstration posts to a sandbox: give --sandbox http://127.0.0.1:3100');
  }
  return withInstallation(env, async ({ env: settings, secrets }) =>
    withServer(settings, async (app) => {
      const database = app.get(Database, { strict: false });
      if (options.again) await clear(database);
      const found = await ANY.row(database);
      if (found) throw new CommandError(`The database is not empty: it holds "${found.name}".`);
      await seedDemo(app, {
        sandboxOrigin,
        password: secrets.demoPassword,
        onProgress: progress('Example posts and pictures'),
      });
      // `lineup start` prints this itself.
      if (!process.connected) {
        say(`${DEMO_PEOPLE.map(({ email }) => email).join(', ')}; password ${secrets.demoPassword}`);
      }
      return 0;
    }),
  );
}

async function clear(database: Database): Promise<void> {
  await database.system(async (tx) => {
    const people = DEMO_PEOPLE.map(({ email }) => email);
    await DELETE_POSTS.rows(tx);
    await DELETE_ORGANISATIONS.rows(tx);
    await DELETE_PEOPLE.rows(tx, { people });
  });
}
