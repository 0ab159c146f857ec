import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { startApi, type TestApi } from '../support/api.js';
import { buildChannel, buildMember, buildPost, type TestMember } from '../support/factories.js';

let api: TestApi;
let ours: TestMember;
let theirs: TestMember;
let session: Client;
/** Tables with an organisation, and their columns. */
let tables: string[];

beforeAll(async () => {
  api = await startApi();
  [ours, theirs] = [await buildMember(api, 'admin'), await buildMember(api, 'admin')];
  for (const member of [ours, theirs]) {
    const channel = await buildChannel(api, member.organisation, 'facebook');
    const post = await buildPost(member, { channelIds: [channel.id] });
    await member.http.post('/api/v1/audiences', { name: 'Bénévoles' });
    await member.http.post('/api/v1/campaigns', { name: 'Rentrée' });
    await member.http.post(`/api/v1/posts/${post.id}/submit`, {}, { 'idempotency-key': 'once' });
  }
  session = new Client({ connectionString: api.database.url, options: '-c role=lineup_app' });
  await session.connect();
  await session.query(`SELECT set_config('lineup.organisation_id', $1, false)`, [ours.organisation.id]);
  const { rows } = await session.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'organisation_id'`,
  );
  tables = rows.map(({ name }) => name);
});
afterAll(async () => {
  await session.end();
  await api.close();
});

describe('the wall between organisations', () => {
  it('stands before every table that has an organisation', async () => {
    const { rows } = await session.query<{ relname: string }>(
      `SELECT relname FROM pg_class WHERE relname = ANY($1) AND relrowsecurity`,
      [[...tables, 'organisation']],
    );
    expect(rows.map(({ relname }) => relname).sort()).toEqual([...tables, 'organisation'].sort());
  });

  it('is not the owner’s, a superuser’s, or anyone’s who could pass it', async () => {
    const { rows } = await session.query(
      `SELECT rolname, rolsuper, rolbypassrls, rolcanlogin,
         (SELECT count(*)::int FROM pg_class c WHERE c.relowner = r.oid) AS owned
       FROM pg_roles r WHERE rolname IN ('lineup_app', 'lineup_engine') ORDER BY 1`,
    );
    const harmless = { rolsuper: false, rolbypassrls: false, rolcanlogin: false, owned: 0 };
    expect(rows).toEqual([
      { rolname: 'lineup_app', ...harmless },
      { rolname: 'lineup_engine', ...harmless },
    ]);
  });

  it('shows nothing of another organisation to any hand-written query', async () => {
    for (const table of tables) {
      const { rows } = await session.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM ${table} WHERE organisation_id <> $1`,
        [ours.organisation.id],
      );
      expect([table, rows[0]?.n]).toEqual([table, 0]);
    }
    const { rows } = await session.query('SELECT id FROM organisation');
    expect(rows).toEqual([{ id: ours.organisation.id }]);
  });

  it('shows nothing at all while no organisation is in force', async () => {
    const stranger = new Client({ connectionString: api.database.url, options: '-c role=lineup_app' });
    await stranger.connect();
    try {
      for (const table of tables) {
        expect((await stranger.query(`SELECT 1 FROM ${table}`)).rowCount).toBe(0);
      }
    } finally {
      await stranger.end();
    }
  });

  it('lets no row be moved into, written into, changed or removed from another organisation', async () => {
    const other = [theirs.organisation.id];
    await expect(session.query(`UPDATE post SET organisation_id = $1`, other)).rejects.toThrow(/row-level/);
    await expect(
      session.query(
        `INSERT INTO campaign (organisation_id, id, name) VALUES ($1, gen_random_uuid(), 'x')`,
        other,
      ),
    ).rejects.toThrow(/row-level/);
    expect(
      (await session.query(`UPDATE post SET title = 'x' WHERE organisation_id = $1`, other)).rowCount,
    ).toBe(0);
    expect((await session.query(`DELETE FROM channel WHERE organisation_id = $1`, other)).rowCount).toBe(0);
  });

  it('keeps people’s accounts and the journal’s past out of reach', async () => {
    await expect(session.query('SELECT * FROM auth."user"')).rejects.toThrow(/permission denied/);
    for (const table of ['audit_entry', 'publication_event']) {
      await expect(session.query(`DELETE FROM ${table}`)).rejects.toThrow(/permission denied/);
    }
    await expect(session.query(`UPDATE audit_entry SET actor_name = 'x'`)).rejects.toThrow(
      /permission denied/,
    );
  });

  it('cannot be left by a reference to another organisation’s row', async () => {
    const { rows } = await session.query<{ id: string }>('SELECT id FROM channel');
    expect(rows).toHaveLength(1);
    const owner = new Client({ connectionString: api.database.url });
    await owner.connect();
    try {
      // Even the owner, who passes every policy: the foreign key carries the organisation.
      await expect(
        owner.query(
          `INSERT INTO post_variant (organisation_id, post_id, channel_id)
           SELECT organisation_id, id, $2 FROM post WHERE organisation_id = $1`,
          [theirs.organisation.id, rows[0]?.id],
        ),
      ).rejects.toThrow(/post_variant_channel_fk/);
    } finally {
      await owner.end();
    }
  });
});
