import type { NestExpressApplication } from '@nestjs/platform-express';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi } from '../../apps/api/src/create-api.js';
import { createSandbox, type Sandbox } from '../../apps/sandbox/src/index.js';
import { freePort } from '#lib/database';
import { type Config, loadConfig, settingOf } from '#lib/kernel';
import { PLATFORMS } from '#lib/platforms';
import { freshDatabase, type TestDatabase } from './database.js';
import { type HttpClient, httpClient } from './http.js';
import { TEST_SECRET } from './servers.js';

/** Who looks after the installation, once they are made a member of something. */
export const OPERATOR = 'operator@test.example';

export interface TestApi {
  app: NestExpressApplication;
  url: string;
  config: Config;
  database: TestDatabase;
  /** Signed in as nobody. */
  anyone: HttpClient;
  close(): Promise<void>;
}

/**
 * The whole HTTP process, from source, on a port and a database of its own; with `webFolder`, the web application too,
 * under an address that sessions and networks may count on. `server` is the address of a PostgreSQL other than the run's,
 * `database` a database that is there already; `through` gives the database's address another way.
 */
export async function startApi(
  overrides: Record<string, string> = {},
  {
    webFolder,
    server,
    database: given,
    through = (url) => url,
  }: {
    webFolder?: string;
    server?: string;
    database?: TestDatabase;
    through?: (url: string) => string;
  } = {},
): Promise<TestApi> {
  const database = given ?? (await freshDatabase(server));
  const home = mkdtempSync(join(tmpdir(), 'lineup-home-'));
  const config = loadConfig(
    {
      NODE_ENV: 'test',
      PORT: webFolder ? String(await freePort()) : '0',
      LOG_LEVEL: 'fatal',
      DATABASE_POOL: '12',
      DATABASE_URL: through(database.url),
      LINEUP_HOME: home,
      LINEUP_SECRET: TEST_SECRET,
      OPERATORS: OPERATOR,
      API_REQUESTS_PER_MINUTE: '0',
      ...overrides,
    },
    PLATFORMS,
  );
  const app = await createApi({ config, ...(webFolder ? { webFolder } : {}) });
  await app.listen(config.PORT, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    app,
    url,
    config,
    database,
    anyone: httpClient(url),
    async close() {
      (app.getHttpServer() as { closeAllConnections(): void }).closeAllConnections();
      await app.close();
      await database.drop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export interface TestSandbox {
  origin: string;
  control: Sandbox['control'];
  /** Settings that send every network's requests there. */
  env: Record<string, string>;
  close(): Promise<void>;
}

/** The networks on a port of their own, in memory. */
export async function startSandbox(): Promise<TestSandbox> {
  const sandbox = await createSandbox({ quiet: true });
  const { origin } = await sandbox.listen(0);
  const env = Object.fromEntries(
    PLATFORMS.map((platform) => [settingOf(platform, 'API_ORIGIN'), `${origin}/${platform}`]),
  );
  return { origin, control: sandbox.control, env, close: () => sandbox.close() };
}
