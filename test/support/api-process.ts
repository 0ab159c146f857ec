import { freePort } from '#lib/database';
import type { TestApi } from './api.js';
import { statusOf, TestProcess } from './processes.js';

/** An API as it is shipped, in a process of its own. */
export interface ApiProcess {
  origin: string;
  process: TestProcess;
}

/** Beside another, whose database, media and secret it shares unless told otherwise. */
export async function startApiProcess(
  { database, config }: TestApi,
  settings: Record<string, string> = {},
): Promise<ApiProcess> {
  const port = String(await freePort());
  const child = new TestProcess('dist/apps/api/src/main.js', [], {
    NODE_ENV: 'test',
    PORT: port,
    DATABASE_URL: database.url,
    LINEUP_HOME: config.LINEUP_HOME,
    LINEUP_SECRET: config.LINEUP_SECRET.reveal(),
    API_REQUESTS_PER_MINUTE: '0',
    ...settings,
  });
  const origin = `http://127.0.0.1:${port}`;
  await child.until('it', async () => ((await statusOf(`${origin}/api/health/live`)) === 200 ? true : null));
  return { origin, process: child };
}
