import { Client } from 'pg';
import { pendingMigrations } from '#lib/database';
import { error, type Finding, ok, reasonOf, warning } from './check.js';

const OLDEST = 15;
/**
 * Largest accepted difference between this machine's clock, which people read, and the database's, which decides
 * what is due, ms.
 */
const CLOCK_TOLERANCE_MS = 2000;

interface Role {
  rolname: string;
  powerful: boolean;
  settable: boolean;
}

/**
 * Checks that the database is reachable, new enough and up to date, and that its roles respect row-level security.
 */
export async function checkDatabase(url: string): Promise<Finding[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
  } catch (thrown) {
    return [
      error('Database', reasonOf(thrown), 'Check DATABASE_URL, and that PostgreSQL runs and lets us in'),
    ];
  }
  try {
    return [await version(client), await migrations(url), ...(await roles(client)), await clock(client)];
  } finally {
    await client.end();
  }
}

async function version(client: Client): Promise<Finding> {
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  const found = rows[0]?.server_version ?? '?';
  return Number.parseInt(found, 10) < OLDEST
    ? error('Database', `PostgreSQL ${found}`, `Update it to ${OLDEST} or newer`)
    : ok('Database', `PostgreSQL ${found}`);
}

async function migrations(url: string): Promise<Finding> {
  const pending = await pendingMigrations(url);
  return pending.length > 0
    ? error('Schema', `${pending.length} pending: ${pending.join(', ')}`, 'Run: npm run lineup -- migrate')
    : ok('Schema', 'up to date');
}

async function roles(client: Client): Promise<Finding[]> {
  const { rows } = await client.query<Role>(
    `SELECT rolname,
       rolsuper OR rolbypassrls AS powerful,
       pg_has_role(
         current_user, oid,
         CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'MEMBER' ELSE 'SET' END) AS settable
     FROM pg_roles WHERE rolname IN ('lineup_app', 'lineup_engine')`,
  );
  return ['lineup_app', 'lineup_engine'].map((name) => {
    const role = rows.find(({ rolname }) => rolname === name);
    if (!role) return error('Roles', `${name} is missing`, 'Run: npm run lineup -- migrate');
    if (!role.settable) {
      return error('Roles', `we may not become ${name}`, `Run as superuser: GRANT ${name} TO CURRENT_USER`);
    }
    return role.powerful
      ? error('Roles', `${name} passes row-level security`, `Run: ALTER ROLE ${name} NOSUPERUSER NOBYPASSRLS`)
      : ok('Roles', `${name} is neither superuser nor above row-level security`);
  });
}

async function clock(client: Client): Promise<Finding> {
  const before = Date.now();
  const { rows } = await client.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  const offset = (rows[0]?.now.getTime() ?? 0) - (before + Date.now()) / 2;
  const detail = `${Math.abs(Math.round(offset))} ms from the database's`;
  return Math.abs(offset) > CLOCK_TOLERANCE_MS
    ? warning('Clock', detail, 'Synchronise both machines by NTP: posts go out by the database’s clock')
    : ok('Clock', detail);
}
