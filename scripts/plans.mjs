// npm run plans: the plans of every statement over a whole year of 300 establishments; some minutes, and 4 GB of disk.
import { spawnSync } from 'node:child_process';
import { needPostgres, needRedis } from './lib/find-tools.mjs';

const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/jest/bin/jest.js',
    '--selectProjects=medium',
    '--forceExit',
    'test/medium/year-of-rows.spec.ts',
  ],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
      NODE_ENV: 'test',
      TZ: 'UTC',
      LINEUP_PLANS: 'full',
      REDIS_SERVER_PATH: needRedis(),
      POSTGRES_BIN: needPostgres(),
    },
  },
);
process.exit(status ?? 1);
