import { resolve } from 'node:path';
import { startApi, startSandbox, type TestApi, type TestSandbox } from '../support/api.js';
import { startWorker } from '../support/worker.js';

/** Where the build leaves the web application. */
export const WEB_FOLDER = resolve('dist/apps/web');

export interface BrowserInstallation {
  api: TestApi;
  sandbox: TestSandbox;
  close(): Promise<void>;
}

/**
 * Everything that runs in an installation: API with the built web application, a worker process, the sandbox.
 * @param settings more of them, for both processes
 */
export async function openInstallation(settings: Record<string, string> = {}): Promise<BrowserInstallation> {
  const sandbox = await startSandbox();
  const api = await startApi({ ...sandbox.env, ...settings }, { webFolder: WEB_FOLDER });
  const { DATABASE_URL, LINEUP_HOME, LINEUP_SECRET, PUBLIC_URL } = api.config;
  const worker = await startWorker({
    ...sandbox.env,
    ...settings,
    DATABASE_URL,
    LINEUP_HOME,
    PUBLIC_URL,
    LINEUP_SECRET: LINEUP_SECRET.reveal(),
    NODE_ENV: 'test',
    LOG_LEVEL: 'warn',
    DATABASE_POOL: '12',
    SWEEP_MS: '300',
  });
  return {
    api,
    sandbox,
    async close() {
      await worker.stop();
      await api.close();
      await sandbox.close();
    },
  };
}
