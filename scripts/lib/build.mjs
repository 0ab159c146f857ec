import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fingerprint } from './sources.mjs';

const TEST_FOLDERS = ['test/support', 'test/chaos'];
const SERVER_APPS = ['apps/api', 'apps/worker', 'apps/cli', 'apps/sandbox'];
/** Programs of which each start counts; the others load little, or lend their modules to tests. */
const SERVERS = [
  'dist/apps/api/src/main.js',
  'dist/apps/worker/src/main.js',
  'dist/libs/media/src/helper/main.js',
];
const present = (paths) => paths.filter((path) => existsSync(path));
const isServerSource = (file) => /\.ts$/.test(file) && !/\.spec\.ts$/.test(file);
const swc = (folders, stdio) =>
  run(
    'node_modules/@swc/cli/bin/swc.js',
    [...folders, '-d', 'dist', '--only', '**/*.ts', '--ignore', '**/*.spec.ts', '--quiet'],
    stdio,
  );
const run = (script, args, stdio) => execFileSync(process.execPath, [script, ...args], { stdio });

/** The parts of a build: what each is made of, where it lands, how it is made. */
const PARTS = [
  {
    name: 'server',
    stamp: 'dist/.server-stamp',
    output: ['dist/apps/api', 'dist/apps/worker', 'dist/apps/cli', 'dist/apps/sandbox', 'dist/libs'],
    exists: () => true,
    fingerprint: () =>
      fingerprint([...SERVER_APPS, 'libs'], isServerSource) +
      fingerprint(['.swcrc', 'package-lock.json', 'scripts/lib/build.mjs', 'scripts/lib/bundle.mjs']),
    make: (stdio) => {
      swc([...present(SERVER_APPS), 'libs'], stdio);
      run('scripts/lib/bundle.mjs', SERVERS, stdio);
    },
  },
  {
    name: 'web',
    stamp: 'dist/.web-stamp',
    output: ['dist/apps/web'],
    exists: () => existsSync('apps/web/vite.config.ts'),
    fingerprint: () =>
      fingerprint(['apps/web'], (file) => !/\.spec\.tsx?$/.test(file)) +
      fingerprint(['libs'], (file) => file.includes('/rules/') && isServerSource(file)) +
      fingerprint([
        'package-lock.json',
        'tsconfig.json',
        'scripts/lib/build.mjs',
        'scripts/lib/precompress.mjs',
        'docs/networks.md',
      ]),
    make: (stdio) => {
      run('node_modules/vite/bin/vite.js', ['build', 'apps/web', '--logLevel', 'warn'], stdio);
      run('scripts/lib/precompress.mjs', ['dist/apps/web/assets'], stdio);
      // Screens link to it; as text, because browsers show that.
      mkdirSync('dist/apps/web/help', { recursive: true });
      copyFileSync('docs/networks.md', 'dist/apps/web/help/networks.txt');
    },
  },
  {
    // What tests, benchmarks and rehearsals start as processes of their own.
    name: 'tests',
    stamp: 'dist/.tests-stamp',
    output: ['dist/test'],
    exists: () => existsSync('test/support'),
    fingerprint: () =>
      fingerprint(TEST_FOLDERS, isServerSource) + fingerprint(['.swcrc', 'scripts/lib/build.mjs']),
    make: (stdio) => swc(present(TEST_FOLDERS), stdio),
  },
];

const stampOf = (part) => (existsSync(part.stamp) ? readFileSync(part.stamp, 'utf8') : '');

/**
 * Builds what its sources have left behind, and nothing else. The stamp is written last, so an interrupted build is
 * made again.
 * @param {{ force?: boolean, quiet?: boolean, tests?: boolean, onBuild?: (part: string) => void }} options
 * @returns {string[]} the parts that were built
 */
export function buildStale({ force = false, quiet = false, tests = false, onBuild = () => {} } = {}) {
  const built = [];
  for (const part of PARTS.filter((part) => part.exists() && (tests || part.name !== 'tests'))) {
    const wanted = part.fingerprint();
    if (!force && stampOf(part) === wanted && part.output.some((folder) => existsSync(folder))) continue;
    onBuild(part.name);
    for (const path of [part.stamp, ...part.output]) rmSync(path, { recursive: true, force: true });
    part.make(quiet ? ['ignore', 'ignore', 'inherit'] : 'inherit');
    mkdirSync(dirname(part.stamp), { recursive: true });
    writeFileSync(part.stamp, wanted);
    built.push(part.name);
  }
  return built;
}
