import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fingerprint } from './sources.mjs';

const SERVER_APPS = ['apps/api', 'apps/worker', 'apps/cli', 'apps/sandbox'];
const present = (paths) => paths.filter((path) => existsSync(path));
const isServerSource = (file) => /\.ts$/.test(file) && !/\.spec\.ts$/.test(file);
const run = (script, args, stdio) => execFileSync(process.execPath, [script, ...args], { stdio });

/** The two halves of a build: what each is made of, where it lands, how it is made. */
const HALVES = [
  {
    name: 'server',
    stamp: 'dist/.server-stamp',
    output: ['dist/apps/api', 'dist/apps/worker', 'dist/apps/cli', 'dist/apps/sandbox', 'dist/libs'],
    exists: () => true,
    fingerprint: () =>
      fingerprint([...SERVER_APPS, 'libs'], isServerSource) +
      fingerprint(['.swcrc', 'package-lock.json', 'scripts/lib/build.mjs']),
    make: (stdio) =>
      run(
        'node_modules/@swc/cli/bin/swc.js',
        [
          ...present(SERVER_APPS),
          'libs',
          '-d',
          'dist',
          '--only',
          '**/*.ts',
          '--ignore',
          '**/*.spec.ts',
          '--quiet',
        ],
        stdio,
      ),
  },
  {
    name: 'web',
    stamp: 'dist/.web-stamp',
    output: ['dist/apps/web'],
    exists: () => existsSync('apps/web/vite.config.ts'),
    fingerprint: () =>
      fingerprint(['apps/web'], (file) => !/\.spec\.tsx?$/.test(file)) +
      fingerprint(['libs'], (file) => file.includes('/rules/') && isServerSource(file)) +
      fingerprint(['package-lock.json', 'tsconfig.json', 'scripts/lib/build.mjs']),
    make: (stdio) => run('node_modules/vite/bin/vite.js', ['build', 'apps/web', '--logLevel', 'warn'], stdio),
  },
];

const stampOf = (half) => (existsSync(half.stamp) ? readFileSync(half.stamp, 'utf8') : '');

/**
 * Builds what its sources have left behind, and nothing else. The stamp is written last, so an interrupted build is
 * made again.
 * @param {{ force?: boolean, quiet?: boolean, onBuild?: (half: string) => void }} options
 * @returns {string[]} the halves that were built
 */
export function buildStale({ force = false, quiet = false, onBuild = () => {} } = {}) {
  const built = [];
  for (const half of HALVES.filter((candidate) => candidate.exists())) {
    const wanted = half.fingerprint();
    if (!force && stampOf(half) === wanted && half.output.some((folder) => existsSync(folder))) continue;
    onBuild(half.name);
    for (const path of [half.stamp, ...half.output]) rmSync(path, { recursive: true, force: true });
    half.make(quiet ? ['ignore', 'ignore', 'inherit'] : 'inherit');
    mkdirSync(dirname(half.stamp), { recursive: true });
    writeFileSync(half.stamp, wanted);
    built.push(half.name);
  }
  return built;
}
