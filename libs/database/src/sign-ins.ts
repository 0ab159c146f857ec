import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { databaseSignIn, type SessionRole, signedInAs } from '#lib/kernel';
import { roleStatement } from './role-statement.js';

const ROLES: readonly SessionRole[] = ['lineup_app', 'lineup_engine'];

/**
 * Creates the sign-ins of the processes. A sign-in owns and inherits nothing (so that dropping its session role
 * leaves it without rights), and can take on that one role only. Safe to run on many machines at once.
 * @param ownerUrl signed in with the right to create roles
 * @param secret LINEUP_SECRET
 */
export async function ensureSignIns(ownerUrl: string, secret: string): Promise<void> {
  for (const role of ROLES) {
    const signIn = databaseSignIn(secret, role);
    if (await letsIn(signedInAs(ownerUrl, signIn), role)) continue;
    await asOwner(ownerUrl, (owner) => makeSignIn(owner, role, signIn));
    if (!(await letsIn(signedInAs(ownerUrl, signIn), role))) {
      throw new Error(
        `PostgreSQL does not let ${signIn.name} in: pg_hba.conf must allow it as it allows the owner`,
      );
    }
  }
}

/**
 * Creates the session roles before a statement names them: a dump restored on another server grants them rights.
 * @param ownerUrl signed in with the right to create roles
 */
export const ensureRoles = (ownerUrl: string): Promise<void> =>
  asOwner(ownerUrl, async (owner) => {
    for (const role of ROLES) await owner.query(roleStatement(role));
  });

async function makeSignIn(
  owner: Client,
  role: SessionRole,
  { name, password }: { name: string; password: string },
): Promise<void> {
  const [quoted, literal] = [escapeIdentifier(name), escapeLiteral(name)];
  // Roles belong to the whole server, where two databases may be migrated at once.
  await owner.query('BEGIN');
  await owner.query(`SELECT pg_advisory_xact_lock(hashtextextended('lineup sign-in', 0))`);
  await owner.query(`DO $do$ BEGIN
      IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = ${literal}) THEN CREATE ROLE ${quoted}; END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $do$`);
  await owner.query(
    `ALTER ROLE ${quoted} LOGIN NOINHERIT NOCREATEDB NOCREATEROLE PASSWORD ${escapeLiteral(scramVerifier(password))}`,
  );
  await owner.query(`GRANT ${role} TO ${quoted}`);
  await owner.query('COMMIT');
}

/**
 * PostgreSQL's stored form of a password (SCRAM-SHA-256, RFC 5803), sent in its place so that no statement log has
 * the password.
 */
function scramVerifier(password: string): string {
  const [salt, rounds] = [randomBytes(16), 4_096];
  const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256');
  const keyed = (words: string): Buffer => createHmac('sha256', salted).update(words).digest();
  const stored = createHash('sha256').update(keyed('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${rounds}:${salt.toString('base64')}$${stored}:${keyed('Server Key').toString('base64')}`;
}

/**
 * Whether this sign-in works and can take on the role.
 * @throws Error for a role that bypasses row-level security, which Lineup never grants
 */
export async function letsIn(url: string, role: SessionRole): Promise<boolean> {
  const client = new Client({
    connectionString: url,
    options: `-c role=${role}`,
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ name: string; above: boolean }>(
      'SELECT rolname AS name, rolsuper OR rolbypassrls AS above FROM pg_roles WHERE rolname = session_user',
    );
    const [signedIn] = rows;
    if (signedIn?.above) {
      throw new Error(
        `The role ${signedIn.name} is a superuser or bypasses row security, and must not: ALTER ROLE ${signedIn.name} NOSUPERUSER NOBYPASSRLS`,
      );
    }
    return true;
  } catch (error) {
    const { code = '' } = error as { code?: string };
    // No such role, another password, or not (yet) a member: to be created.
    if (['28000', '28P01', '42501', '22023'].includes(code)) return false;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function asOwner(url: string, work: (owner: Client) => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const owner = new Client({ connectionString: url });
    await owner.connect();
    try {
      return await work(owner);
    } catch (error) {
      // "tuple concurrently updated": another database of this server did the same, so the state is checked again.
      if ((error as { code?: string }).code !== 'XX000' || attempt >= 5) throw error;
    } finally {
      await owner.end();
    }
  }
}
