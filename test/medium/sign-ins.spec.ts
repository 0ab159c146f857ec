import { Client } from 'pg';
import { ensureSignIns } from '#lib/database';
import { databaseSignIn } from '#lib/kernel';
import { startApi, type TestApi } from '../support/api.js';
import { buildChannel, buildMember, buildPost, type TestMember } from '../support/factories.js';

let api: TestApi;
let owner: Client;
let ours: TestMember;

beforeAll(async () => {
  api = await startApi();
  ours = await buildMember(api, 'admin');
  owner = new Client({ connectionString: api.database.url });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await api.close();
});

const sessionOf = async (role: 'lineup_app' | 'lineup_engine'): Promise<Client> => {
  const { DATABASE_APP_URL, DATABASE_ENGINE_URL } = api.config;
  const session = new Client({
    connectionString: role === 'lineup_app' ? DATABASE_APP_URL : DATABASE_ENGINE_URL,
    options: `-c role=${role}`,
  });
  await session.connect();
  return session;
};

describe('what processes sign in as', () => {
  it('is never the owner, for any of their connections: requests, engine, sign-in, queue, notifications', async () => {
    const { rows } = await owner.query<{ name: string; super: boolean; owns: number }>(
      `SELECT DISTINCT a.application_name AS name, r.rolsuper AS super,
         (SELECT count(*)::int FROM pg_class c WHERE c.relowner = r.oid) AS owns
       FROM pg_stat_activity a JOIN pg_roles r ON r.oid = a.usesysid
       WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() ORDER BY 1`,
    );
    expect(rows.length).toBeGreaterThanOrEqual(5);
    for (const row of rows) expect(row).toMatchObject({ super: false, owns: 0 });
  });

  it('may log in, inherits nothing, and is a member of its one role', async () => {
    const { rows } = await owner.query(
      `SELECT r.rolcanlogin AS login, r.rolinherit AS inherits, r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb AS powerful,
         ARRAY(SELECT g.rolname::text FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid) AS may
       FROM pg_roles r WHERE r.rolname IN (SELECT usename FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid())
       ORDER BY may`,
    );
    const plain = { login: true, inherits: false, powerful: false };
    expect(rows).toEqual([
      { ...plain, may: ['lineup_app'] },
      { ...plain, may: ['lineup_engine'] },
    ]);
  });

  it.each(['lineup_app', 'lineup_engine'] as const)('%s gains nothing by leaving its role', async (role) => {
    const session = await sessionOf(role);
    try {
      await session.query('SET ROLE NONE');
      await expect(session.query('SELECT count(*) FROM post')).rejects.toThrow(/permission denied/);
      for (const leave of ['RESET ROLE', 'RESET SESSION AUTHORIZATION', 'DISCARD ALL', 'RESET ALL']) {
        await session.query(leave);
        const { rows } = await session.query<{ me: string }>('SELECT current_user AS me');
        expect([leave, rows[0]?.me]).toEqual([leave, role]);
      }
      const other = role === 'lineup_app' ? 'lineup_engine' : 'lineup_app';
      for (const become of [other, 'lineup_owner', 'pg_read_server_files', 'postgres']) {
        await expect(session.query(`SET ROLE ${become}`)).rejects.toThrow(/permission denied|does not exist/);
        await expect(session.query(`SET SESSION AUTHORIZATION ${become}`)).rejects.toThrow(
          /permission denied|does not exist/,
        );
      }
    } finally {
      await session.end();
    }
  });

  it.each(['lineup_app', 'lineup_engine'] as const)('%s reads no file and runs no program', async (role) => {
    const session = await sessionOf(role);
    try {
      for (const reach of [
        `SELECT pg_read_file('/etc/passwd')`,
        `SELECT pg_read_binary_file('PG_VERSION')`,
        `SELECT pg_ls_dir('.')`,
        `COPY organisation TO '/tmp/out'`,
        `CREATE TEMP TABLE x(t text); COPY x FROM PROGRAM 'id'`,
        `SELECT lo_import('/etc/passwd')`,
        `CREATE EXTENSION dblink`,
        `ALTER SYSTEM SET log_statement = 'all'`,
        `CREATE ROLE mallory LOGIN`,
        `CREATE TABLE public.mine (x int)`,
        `CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'`,
        `ALTER TABLE post DISABLE ROW LEVEL SECURITY`,
        `SELECT rolpassword FROM pg_authid`,
      ]) {
        await expect(session.query(reach)).rejects.toThrow(/permission denied|must be|not permitted/);
      }
    } finally {
      await session.end();
    }
  });
});

describe('the roles that lineup migrate makes', () => {
  const secret = 'a secret of another installation, long enough';
  const { name } = databaseSignIn(secret, 'lineup_app');

  it('let their process in by a password that the database never saw', async () => {
    await ensureSignIns(api.database.url, secret);
    const { rows } = await owner.query<{ kept: string }>(
      'SELECT rolpassword AS kept FROM pg_authid WHERE rolname = $1',
      [name],
    );
    expect(rows[0]?.kept).toMatch(/^SCRAM-SHA-256\$4096:/);
    const again = rows[0]?.kept;
    await ensureSignIns(api.database.url, secret);
    const kept = await owner.query('SELECT rolpassword AS kept FROM pg_authid WHERE rolname = $1', [name]);
    expect(kept.rows).toEqual([{ kept: again }]);
  });

  it.each(['SUPERUSER', 'BYPASSRLS'])('are refused once somebody made them %s', async (power) => {
    await ensureSignIns(api.database.url, secret);
    await owner.query(`ALTER ROLE ${name} ${power}`);
    try {
      await expect(ensureSignIns(api.database.url, secret)).rejects.toThrow(/NOSUPERUSER NOBYPASSRLS/);
    } finally {
      await owner.query(`ALTER ROLE ${name} NO${power}`);
    }
  });
});

describe('a revision in the database', () => {
  it.each(['lineup_app', 'lineup_engine'] as const)(
    'is neither changed nor removed by %s, but for its one decision',
    async (role) => {
      const channel = await buildChannel(api, ours.organisation, 'facebook');
      const post = await buildPost(ours, { channelIds: [channel.id] });
      await ours.http.post(`/api/v1/posts/${post.id}/submit`, {});
      const session = await sessionOf(role);
      const change = (what: string) =>
        session.query(`UPDATE revision SET ${what} WHERE post_id = $1`, [post.id]);
      try {
        await session.query(`SELECT set_config('lineup.organisation_id', $1, false)`, [ours.organisation.id]);
        for (const what of [
          `content = '{}'`,
          `hash = 'x'`,
          `submitted_by_id = 'x'`,
          'number = 9',
          `submitted_at = now()`,
        ]) {
          await expect(change(what)).rejects.toThrow(/permission denied/);
        }
        await expect(session.query('DELETE FROM revision WHERE post_id = $1', [post.id])).rejects.toThrow(
          /permission denied/,
        );
        await expect(session.query('TRUNCATE revision')).rejects.toThrow(/permission denied/);
        const { body } = await ours.http.get<{ revision: { hash: string } }>(`/api/v1/posts/${post.id}`);
        await ours.http.post(`/api/v1/posts/${post.id}/approve`, { revisionHash: body.revision.hash });
        for (const what of [`decided_by = 'Somebody else'`, `state = 'pending'`, `decided_at = now()`]) {
          await expect(change(what)).rejects.toThrow(/permission denied|final/);
        }
        await expect(
          session.query(
            `INSERT INTO revision (organisation_id, id, post_id, number, hash, content, state, submitted_by_id, submitted_by)
             VALUES ($1, gen_random_uuid(), $2, 7, 'x', '{}', 'approved', 'x', 'x')`,
            [ours.organisation.id, post.id],
          ),
        ).rejects.toThrow(/permission denied|undecided/);
      } finally {
        await session.end();
      }
    },
  );
});
