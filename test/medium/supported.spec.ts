import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import pino from 'pino';
import { checkDatabase } from '../../apps/cli/src/doctor/database.js';
import { checkQueue } from '../../apps/cli/src/doctor/queue.js';
import { Database } from '#lib/database';
import { Retention } from '#lib/health';
import { openBackend } from '#lib/queue';
import { startApi, type TestApi } from '../support/api.js';
import { buildMember, buildPost } from '../support/factories.js';
import { startServerWithTools, type ServerWithTools } from '../support/server-with-tools.js';
import { startRedis } from '../support/servers.js';

const levels = (findings: { level: string }[]) => findings.map(({ level }) => level);

describe('the oldest PostgreSQL that is supported, or whichever is installed, beside the embedded 18', () => {
  let server: ServerWithTools;
  let api: TestApi;
  beforeAll(async () => {
    server = await startServerWithTools();
    api = await startApi({}, { server: server.url });
  }, 60_000);
  afterAll(async () => {
    await api?.close();
    await server?.stop();
  });

  it('is found in order by the doctor, which once asked 15 for a privilege that only later ones know', async () => {
    const findings = await checkDatabase(api.database.url);
    expect(findings.filter(({ level }) => level !== 'ok')).toEqual([]);
  });

  it('is found in order for an owner who is no superuser', async () => {
    const client = new Client({ connectionString: server.url });
    await client.connect();
    try {
      await client.query(
        `CREATE ROLE plain_owner LOGIN PASSWORD 'plain' CREATEROLE IN ROLE lineup_app, lineup_engine`,
      );
      const url = new URL(api.database.url);
      [url.username, url.password] = ['plain_owner', 'plain'];
      await client.query('GRANT SELECT ON ALL TABLES IN SCHEMA public TO plain_owner').catch(() => undefined);
      const own = new Client({ connectionString: api.database.url });
      await own.connect();
      await own.query('GRANT SELECT ON ALL TABLES IN SCHEMA public TO plain_owner');
      await own.end();
      expect(levels(await checkDatabase(url.href))).not.toContain('error');
    } finally {
      await client.end();
    }
  });

  it('takes a post, forgets what is old and tells how it is', async () => {
    const editor = await buildMember(api, 'editor');
    const { id } = await buildPost(editor);
    expect((await editor.http.get(`/api/v1/posts/${id}`)).status).toBe(200);
    expect(await api.app.get(Retention, { strict: false }).sweep()).toEqual({});
    expect((await api.anyone.get('/metrics')).status).toBe(200);
  });

  const unanswered: [string, cluster: string, end: string, answer: [number, string | null]][] = [
    ['was done', 'lineup_cluster()', 'COMMIT', [409, 'idempotency_key_done']],
    ['was not done', 'lineup_cluster()', 'ROLLBACK', [201, null]],
    ['is under way', 'lineup_cluster()', 'SELECT 1', [409, 'idempotency_key_busy']],
    ['is known to another server alone', `'another'`, 'ROLLBACK', [409, 'idempotency_key_busy']],
  ];
  it.each(unanswered)(
    'tells of a request without an answer that it %s',
    async (what, cluster, end, answer) => {
      const editor = await buildMember(api, 'editor');
      const key = { 'idempotency-key': what };
      const create = () => editor.http.post('/api/v1/posts', { title: what }, key);
      await create();
      const client = new Client({ connectionString: api.database.url });
      await client.connect();
      try {
        await client.query('BEGIN');
        const { rows } = await client.query<{ name: string }>(
          `SELECT ${cluster} || '/' || pg_current_xact_id() AS name`,
        );
        await client.query(end);
        await api.app
          .get(Database)
          .query('UPDATE idempotency_key SET status = NULL, transaction = $1 WHERE key = $2', [
            rows[0]?.name,
            what,
          ]);
        const { status, body } = await create();
        expect([status, body.code ?? null]).toEqual(answer);
      } finally {
        await client.end();
      }
    },
  );
});

describe('a Redis that forbids CONFIG, as managed ones do', () => {
  it.each([
    ['by renaming it', ['--rename-command', 'CONFIG', ''], 'default'],
    ['by the rights of its user', ['--user', 'app', 'on', '>secret', '~*', '&*', '+@all', '-config'], 'app'],
  ])('%s lets Lineup start, with a warning: it once ended it', async (_how, settings, user) => {
    const redis = await startRedis(...settings);
    const lines: string[] = [];
    const logger = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
    const url = new URL(redis.url);
    if (user !== 'default') [url.username, url.password] = [user, 'secret'];
    try {
      const backend = await openBackend({ ...({} as TestApi['config']), REDIS_URL: url.href }, logger);
      expect((await backend.ask()).policy).toBe('noeviction');
      await backend.close();
      expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
        expect.stringContaining('forbids CONFIG'),
      ]);
      expect(levels(await checkQueue(url.href))).toEqual(['ok', 'ok']);
    } finally {
      await redis.stop();
    }
  });
});
