import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
rmSync('dist', { recursive: true, force: true });
execFileSync(
  'npx',
  [
    'swc',
    'apps/api',
    'apps/worker',
    'apps/cli',
    'apps/sandbox',
    'libs',
    '-d',
    'dist',
    '--only',
    '**/*.ts',
    '--ignore',
    '**/*.spec.ts',
  ],
  { stdio: 'inherit' },
);
