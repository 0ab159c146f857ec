import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { openCredential } from '#lib/channels';
import { pendingMigrations } from '#lib/database';
import { Vault } from '#lib/kernel';
import { type FrozenContent, freeze } from '#lib/posts';
import type { Platform } from '#lib/platforms';
import { startApi, startSandbox, type TestApi, type TestSandbox } from '../support/api.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { cookieOf, type HttpClient, httpClient, type Schemas } from '../support/http.js';
import { TestProcess } from '../support/processes.js';
import { dumpedReleases, RELEASE_PASSWORD, releasedVersions, restoreRelease } from '../support/releases.js';
import { SCHEMA_SQL } from '../support/schema.js';
import { TEST_SECRET } from '../support/servers.js';
import { until } from '../support/until.js';
import { startWorker } from '../support/worker.js';

jest.setTimeout(90_000);

/** Rows of every table of Lineup, by name. */
const ROWS_SQL = `
  SELECT format('%s.%s', table_schema, table_name) AS name,
    (xpath('//n/text()', query_to_xml(
      format('SELECT count(*) AS n FROM %I.%I', table_schema, table_name), false, true, '')))[1]::text::int AS rows
  FROM information_schema.tables
  WHERE table_schema IN ('public', 'auth') AND table_type = 'BASE TABLE' AND table_name <> 'migrations'`;
const WITH_ORGANISATION_SQL = `
  SELECT table_name AS name FROM information_schema.columns
  WHERE table_schema = 'public' AND column_name = 'organisation_id'`;

it('there is a dump of every release that the changelog names, and of nothing else', () => {
  expect(dumpedReleases().sort()).toEqual(releasedVersions().sort());
});

describe.each(dumpedReleases())('a database of %s, with all that people did in it', (version) => {
  let home: string;
  let database: TestDatabase;
  let owner: Client;
  let sandbox: TestSandbox;
  let api: TestApi;
  let manager: HttpClient;
  let organisationId: string;
  /** Before any migration, and right after the last. */
  let rowsThen: Record<string, number>;
  let rowsNow: Record<string, number>;

  const select = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
    (await owner.query<T>(sql, values)).rows;
  const countRows = async (): Promise<Record<string, number>> =>
    Object.fromEntries(
      (await select<{ name: string; rows: number }>(ROWS_SQL)).map(({ name, rows }) => [name, rows]),
    );
  const migrateIt = async (): Promise<[number | null, string]> => {
    const command = new TestProcess('dist/apps/cli/src/main.js', ['migrate'], {
      DATABASE_URL: database.url,
      LINEUP_HOME: home,
      LINEUP_SECRET: TEST_SECRET,
    });
    return [await command.exited, command.output];
  };

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'lineup-upgrade-'));
    database = await restoreRelease(version);
    owner = new Client({ connectionString: database.url });
    await owner.connect();
    rowsThen = await countRows();
    expect(await migrateIt()).toEqual([0, expect.anything()]);
    rowsNow = await countRows();
    const [organisation] = await select<{ id: string }>('SELECT id FROM organisation');
    organisationId = organisation?.id ?? '';
    sandbox = await startSandbox();
    api = await startApi({ ...sandbox.env, ARM_LEAD_SECONDS: '5' }, { database });
    const signedIn = await api.anyone.post('/api/auth/sign-in/email', {
      email: 'manager@up.example',
      password: RELEASE_PASSWORD,
    });
    manager = httpClient(api.url, { cookie: cookieOf(signedIn.headers) });
  });
  afterAll(async () => {
    await owner?.end();
    await api?.close();
    await sandbox?.close();
    rmSync(home, { recursive: true, force: true });
  });

  it('has had every migration, over rows, and the same schema as a new database', async () => {
    expect(await pendingMigrations(database.url)).toEqual([]);
    expect(rowsThen['public.publication_event']).toBeGreaterThan(100);
    const fresh = await freshDatabase();
    const session = new Client({ connectionString: fresh.url });
    await session.connect();
    try {
      expect(await select(SCHEMA_SQL)).toEqual((await session.query(SCHEMA_SQL)).rows);
    } finally {
      await session.end();
      await fresh.drop();
    }
  });

  it('has every row of every table', () => {
    expect(Object.keys(rowsThen).length).toBeGreaterThan(20);
    expect(rowsNow).toMatchObject(rowsThen);
  });

  it('says of every approved revision that it is the one whose hash was approved', async () => {
    const revisions = await select<{ id: string; hash: string; content: FrozenContent }>(
      'SELECT id, hash, content FROM revision',
    );
    expect(revisions.length).toBeGreaterThan(10);
    const altered = revisions.filter(({ hash, content }) => freeze(content, content.channels).hash !== hash);
    expect(altered.map(({ id }) => id)).toEqual([]);
  });

  it('says of every failure whether its words are the network’s or ours', async () => {
    const failures = await select<{ code: string; cause: string | null }>(
      `SELECT DISTINCT last_error->>'code' AS code, last_error->>'cause' AS cause
       FROM publication WHERE last_error IS NOT NULL ORDER BY code`,
    );
    const ours: Record<string, string> = { outcome_unknown: 'unconfirmed', timeout: 'timeout' };
    expect(failures.map(({ code }) => code)).toContain('outcome_unknown');
    expect(failures).toEqual(failures.map(({ code }) => ({ code, cause: ours[code] ?? 'network' })));
  });

  it('was not read any more when a worker of the release before wrote a failure without its cause', async () => {
    const [failed] = await select<{ id: string; postId: string }>(
      `UPDATE publication SET last_error = last_error - 'cause'
       WHERE id = (SELECT id FROM publication WHERE state = 'failed' LIMIT 1) RETURNING id, post_id AS "postId"`,
    );
    const { status, body } = await manager.get<{ items: { id: string; lastError: { cause: string } }[] }>(
      `/api/v1/posts/${failed?.postId}/publications`,
    );
    expect(status).toBe(200);
    expect(body.items.find(({ id }) => id === failed?.id)?.lastError).toMatchObject({ cause: 'network' });
  });

  it('keeps each organisation behind its wall', async () => {
    const tables = (await select<{ name: string }>(WITH_ORGANISATION_SQL)).map(({ name }) => name);
    const app = new Client({ connectionString: database.url, options: '-c role=lineup_app' });
    await app.connect();
    const seen = async (whose: string): Promise<number[]> => {
      await app.query(`SELECT set_config('lineup.organisation_id', $1, false)`, [whose]);
      const counts = [];
      for (const table of tables) {
        counts.push((await app.query(`SELECT 1 FROM ${table} LIMIT 1`)).rows.length);
      }
      return counts;
    };
    try {
      expect(await seen('00000000-0000-7000-8000-000000000000')).toEqual(tables.map(() => 0));
      expect((await seen(organisationId)).filter((some) => some > 0).length).toBeGreaterThan(10);
    } finally {
      await app.end();
    }
  });

  it('lets its people sign in, and shows the calendar they planned', async () => {
    const [window] = await select<{ from: Date; to: Date; posts: number }>(
      `SELECT min(due_at) AS from, max(due_at) + interval '1 day' AS to, count(*)::int AS posts FROM post
       WHERE due_at IS NOT NULL`,
    );
    const { status, body } = await manager.get<Schemas['Calendar']>(
      `/api/v1/calendar?from=${window?.from.toISOString()}&to=${window?.to.toISOString()}`,
    );
    expect([status, body.items.length]).toEqual([200, window?.posts]);
    expect(new Set(body.items.map(({ state }) => state)).size).toBeGreaterThan(5);
  });

  it('publishes what was approved then, and finishes what a worker of then left underway', async () => {
    const channels = await select<{ id: string; platform: Platform; remoteId: string; credential: string }>(
      'SELECT id, platform, remote_id AS "remoteId", credential FROM channel WHERE credential IS NOT NULL',
    );
    const vault = api.app.get(Vault, { strict: false });
    for (const { id, platform, remoteId, credential } of channels) {
      const { accessToken: token } = openCredential(vault, organisationId, id, credential).reveal();
      // Some are URNs, which end with the account's own number.
      const account = remoteId.split(':').at(-1) ?? '';
      sandbox.control.createAccount({ platform, id: account, name: account, handle: account, token });
    }
    // Its files are not in the dump.
    const [waiting] = await select<{ id: string }>(
      `SELECT p.id FROM post p JOIN revision r ON r.organisation_id = p.organisation_id AND r.post_id = p.id
       WHERE p.state = 'scheduled' AND NOT jsonb_path_exists(r.content, '$.channels[*].content.media[*]') LIMIT 1`,
    );
    const [underway] = await select<{ id: string }>(
      `SELECT post_id AS id FROM publication WHERE state = 'publishing'`,
    );
    const ours = [waiting?.id, underway?.id];
    await select(
      `UPDATE publication SET wake_at = now() + interval '1 day', due_at = now() + interval '1 day'
       WHERE wake_at IS NOT NULL AND NOT post_id = ANY($1)`,
      [ours],
    );
    // The dump grows older: what was underway then would be too late by now.
    await select(`UPDATE publication SET due_at = now() - interval '1 minute' WHERE post_id = $1`, [
      underway?.id,
    ]);
    expect((await manager.post(`/api/v1/posts/${waiting?.id}/publish-now`, {})).status).toBe(200);
    const worker = await startWorker({
      NODE_ENV: 'test',
      LOG_LEVEL: 'error',
      DATABASE_URL: database.url,
      LINEUP_HOME: home,
      LINEUP_SECRET: TEST_SECRET,
      SWEEP_MS: '200',
      LEASE_SECONDS: '5',
      VISIBILITY_DELAY_MS: '1000',
      ...sandbox.env,
    });
    try {
      const states = async (): Promise<string[]> =>
        (await select<{ state: string }>('SELECT state FROM post WHERE id = ANY($1)', [ours])).map(
          (p) => p.state,
        );
      await until(
        'both to be out',
        async () => (await states()).every((state) => state === 'published'),
        40_000,
      );
    } finally {
      await worker.stop();
    }
    const shown = sandbox.control
      .ledger({})
      .entries.flatMap((entry) => (entry.kind === 'effect' ? [entry] : []))
      .filter(({ effect }) => effect === 'published' || effect === 'revealed')
      .map(({ account, text }) => `${account}: ${text}`);
    expect(shown.length).toBeGreaterThan(1);
    expect(shown).toEqual([...new Set(shown)]);
  });
});

it('some release is older than the schema, so that migrations run over rows', async () => {
  const behind = [];
  for (const version of dumpedReleases()) {
    const database = await restoreRelease(version);
    behind.push(...(await pendingMigrations(database.url)));
    await database.drop();
  }
  expect(behind).not.toEqual([]);
});
