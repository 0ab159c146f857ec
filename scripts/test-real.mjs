// npm run test:real: adapters, and their stand-ins beside them, with servers of real networks on this machine. Their packages are
// installed on the first run, into .lineup/real, apart from the application's own; REAL_PACKAGES names another place.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const FILES = ['package.json', 'package-lock.json'];
const wanted = 'test/real/pds';
const place = process.env.REAL_PACKAGES ?? join('.lineup', 'real', 'pds');

/** Whether what stands there was installed from the same lock file. */
const isInstalled = () => {
  const [known, lock] = [
    join(place, 'node_modules', '.lock'),
    readFileSync(join(wanted, 'package-lock.json')),
  ];
  return existsSync(known) && readFileSync(known).equals(lock);
};

if (!process.env.REAL_PACKAGES && !isInstalled()) {
  mkdirSync(place, { recursive: true });
  for (const file of FILES) copyFileSync(join(wanted, file), join(place, file));
  execFileSync('npm', ['ci'], { cwd: place, stdio: 'inherit' });
  copyFileSync(join(wanted, 'package-lock.json'), join(place, 'node_modules', '.lock'));
}

const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/jest/bin/jest.js',
    '--selectProjects',
    'real',
    '--ci',
    '--forceExit',
    ...process.argv.slice(2),
  ],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      REAL_PACKAGES: place,
      NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
      NODE_ENV: 'test',
      TZ: 'UTC',
    },
  },
);
process.exit(status ?? 1);
