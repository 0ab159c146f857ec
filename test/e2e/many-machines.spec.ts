import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { parse } from 'yaml';
import { z } from 'zod';
import { flagsOf } from '../../apps/cli/src/checkout.js';
import { freePort } from '#lib/database/embedded';
import { settingsShape } from '#lib/kernel';
import { PLATFORMS } from '#rules/platforms';
import { emptyDatabase, redisUrl, type TestDatabase } from '../support/database.js';
import { root, statusOf, TestProcess } from '../support/processes.js';

jest.setTimeout(90_000);

/** As much of the Compose Specification (compose-spec.io) as the file uses; anything else in it is a mistake. */
const dependency = z.strictObject({
  condition: z.enum(['service_started', 'service_healthy', 'service_completed_successfully']),
});
const duration = z.string().regex(/^\d+(s|m|h)$/);
const service = z.strictObject({
  image: z.string(),
  build: z.string().optional(),
  restart: z.enum(['no', 'always', 'on-failure', 'unless-stopped']),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  volumes: z.array(z.string().regex(/^(?:[a-z]+:\/[a-z/]+|\.\/[a-z./-]+:\/[a-z./-]+:ro)$/)).optional(),
  read_only: z.boolean().optional(),
  tmpfs: z.array(z.string().regex(/^\/[a-z]+$/)).optional(),
  cap_drop: z.tuple([z.literal('ALL')]).optional(),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]).optional(),
  ports: z.array(z.string()).optional(),
  depends_on: z.record(z.string(), dependency).optional(),
  stop_grace_period: duration.optional(),
  deploy: z.strictObject({ replicas: z.number().int() }).optional(),
  healthcheck: z
    .strictObject({
      test: z.array(z.string()).refine(([kind]) => kind === 'CMD' || kind === 'CMD-SHELL'),
      interval: duration,
      timeout: duration,
      retries: z.number().int(),
    })
    .optional(),
});
const composeFile = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9_-]*$/),
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.null()),
  'x-lineup': z.unknown(),
});

const compose = composeFile.parse(
  parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { merge: true }),
);
const serviceOf = (name: string) => compose.services[name] ?? { command: [], environment: {}, volumes: [] };

describe('docker-compose.yml', () => {
  it('is whole: what a service waits for, mounts and runs is there', () => {
    for (const { depends_on = {}, volumes = [], command = [] } of Object.values(compose.services)) {
      for (const [other, { condition }] of Object.entries(depends_on)) {
        expect(compose.services[other]).toBeDefined();
        if (condition === 'service_healthy') expect(compose.services[other]?.healthcheck).toBeDefined();
      }
      for (const volume of volumes) {
        const [source = ''] = volume.split(':');
        if (source.startsWith('./')) expect(readFileSync(join(root, source), 'utf8')).not.toBe('');
        else expect(Object.keys(compose.volumes)).toContain(source);
      }
      const [program, entry = ''] = command;
      const source = entry.replace(/^dist\//, '').replace(/\.js$/, '.ts');
      if (program === 'node') expect(readFileSync(join(root, source), 'utf8')).not.toBe('');
    }
  });

  it('gives api and workers settings that exist, and the same ones', () => {
    const { api, worker, migrate } = compose.services;
    expect(worker?.deploy?.replicas).toBe(2);
    // Only what migrates knows the owner: the others sign in as roles that own nothing.
    expect(migrate?.environment).toEqual({
      ...api?.environment,
      DATABASE_URL: 'postgres://lineup:${POSTGRES_PASSWORD:?set it in .env}@postgres:5432/lineup',
    });
    expect(api?.environment?.DATABASE_URL).toBe('postgres://postgres:5432/lineup');
    // As `npm start` gives it, too.
    const flags = { NODE_OPTIONS: flagsOf('worker').join(' ') };
    expect(worker?.environment).toEqual({ ...api?.environment, ...flags });
    const known = Object.keys(settingsShape(PLATFORMS));
    expect(Object.keys(api?.environment ?? {}).filter((name) => !known.includes(name))).toEqual([]);
    expect(compose.services.redis?.command?.join(' ')).toContain('maxmemory-policy noeviction');
  });
});

describe('its processes, with its variables, on an external PostgreSQL and Redis', () => {
  let database: TestDatabase;
  let home: string;
  let env: Record<string, string>;
  const started: TestProcess[] = [];

  const run = (name: string, over: Record<string, string> = {}): TestProcess => {
    const [, entry = '', ...args] = serviceOf(name).command ?? [];
    const child = new TestProcess(entry, args, { ...env, ...over });
    started.push(child);
    return child;
  };

  beforeAll(async () => {
    database = await emptyDatabase();
    home = mkdtempSync(join(tmpdir(), 'lineup-many-'));
    const asked = Object.keys(serviceOf('api').environment ?? {});
    env = {
      // As the file leaves them where nobody sets them.
      ...Object.fromEntries(asked.map((name) => [name, ''])),
      DATABASE_URL: database.url,
      REDIS_URL: redisUrl(),
      LINEUP_HOME: home,
      LINEUP_SECRET: 'the-secret-of-many-machines-in-a-test',
      PUBLIC_URL: 'https://lineup.test.example',
      HOST: '127.0.0.1',
      PORT: String(await freePort()),
      // Nothing in this test may reach a real network.
      FACEBOOK_API_ORIGIN: 'http://127.0.0.1:1',
    };
  });
  afterAll(async () => {
    await Promise.all(started.map((child) => child.stop()));
    await database.drop();
    rmSync(home, { recursive: true, force: true });
  });

  it('migrate once and for all, then serve and publish together, and end when asked', async () => {
    expect(await run('migrate').exited).toBe(0);
    expect(await run('migrate').exited).toBe(0);
    const [api] = [run('api'), run('worker'), run('worker')];
    const health = `http://127.0.0.1:${env.PORT}/api/health`;
    await api.until('health', async () => ((await statusOf(health)) === 200 ? true : null));
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      await api.until('both workers', async () => {
        const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM worker_beat');
        return rows[0]?.n === 2 ? true : null;
      });
      const { rows: schemas } = await client.query(`SELECT 1 FROM pg_namespace WHERE nspname = 'bullmq'`);
      expect(schemas).toEqual([]);
    } finally {
      await client.end();
    }
    for (const child of started) {
      expect(child.output).not.toContain(env.LINEUP_SECRET);
      expect(child.output).not.toContain(new URL(database.url).password);
    }
    const codes = await Promise.all(started.slice(-3).map((child) => child.stop()));
    expect(codes).toEqual([0, 0, 0]);
  });

  it('say which setting is missing instead of starting', async () => {
    const child = run('api', { LINEUP_SECRET: '' });
    expect([await child.exited, child.output]).toEqual([1, expect.stringContaining('LINEUP_SECRET')]);
  });
});
