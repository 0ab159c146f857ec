import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The file that a name stands for on PATH; a path stands for itself. @returns {string | null} */
function fileOf(command) {
  if (!command || isAbsolute(command)) return command || null;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, command)).find((file) => existsSync(file)) ?? null;
}

const answers = (command) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
const isRoot = process.getuid?.() === 0;

/** Chromium builds that Playwright keeps for this user, newest first. */
function playwrightBuilds() {
  const caches = [
    process.env.PLAYWRIGHT_BROWSERS_PATH,
    join(homedir(), '.cache/ms-playwright'),
    join(homedir(), 'Library/Caches/ms-playwright'),
  ];
  return caches
    .filter((folder) => folder && existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.startsWith('chromium'))
        .sort()
        .reverse()
        .flatMap((name) => [
          join(folder, name, 'chrome-linux/chrome'),
          join(folder, name, 'chrome-linux64/chrome'),
          join(folder, name, 'chrome-linux/headless_shell'),
          join(folder, name, 'chrome-headless-shell-linux64/chrome-headless-shell'),
          join(folder, name, 'chrome-mac/Chromium.app/Contents/MacOS/Chromium'),
        ]),
    )
    .filter((file) => existsSync(file));
}

/** @returns {string | null} a Chromium that answers */
export const findChromium = () =>
  [
    process.env.CHROMIUM_PATH,
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    ...playwrightBuilds(),
  ]
    .map(fileOf)
    .find((file) => file && answers(file)) ?? null;

/** @returns {string | null} */
export const findRedis = () =>
  [process.env.REDIS_SERVER_PATH, 'redis-server'].map(fileOf).find((file) => file && answers(file)) ?? null;

/** @returns {string | null} the folder of a PostgreSQL server with its `pg_dump`, newest first; POSTGRES_BIN names one */
export function findPostgres() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  return (
    [
      process.env.POSTGRES_BIN,
      ...versions.map((version) => join(debian, version, 'bin')),
      ...(process.env.PATH ?? '').split(delimiter),
    ].find(
      (folder) => folder && ['initdb', 'postgres', 'pg_dump'].every((name) => answers(join(folder, name))),
    ) ?? null
  );
}

const NODE_LTS = new URL('../../test/node-lts/', import.meta.url);

/** Major version of the Node.js of long-term support that the Docker image is of. */
export const NODE_LTS_MAJOR = Object.values(
  JSON.parse(readFileSync(new URL('package.json', NODE_LTS), 'utf8')).optionalDependencies,
)[0].split('.')[0];

/** Whether a program is a Node.js of that line, and released as such. */
const isNodeLts = (file) => {
  const { stdout = '' } = spawnSync(file, ['-p', '`${process.release.lts} ${process.versions.node}`'], {
    encoding: 'utf8',
    env: {},
  });
  return new RegExp(`^[A-Z][a-z]+ ${NODE_LTS_MAJOR}\\.`).test(stdout ?? '');
};

/** @returns {string | null} a Node.js of long-term support: the one named, the one installed for tests, or the one that runs */
export const findNodeLts = () =>
  [
    process.env.NODE_LTS_PATH,
    fileURLToPath(new URL(`node_modules/node-${process.platform}-${process.arch}/bin/node`, NODE_LTS)),
    process.execPath,
  ].find((file) => file && existsSync(file) && isNodeLts(file)) ?? null;

/** Debian's packages, as root. @returns {boolean} whether that was possible */
function aptInstall(name) {
  if (!isRoot || !answers('apt-get')) return false;
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  execFileSync('apt-get', ['update', '-q'], options);
  execFileSync('apt-get', ['install', '-q', '-y', '--no-install-recommends', name], options);
  return true;
}

/**
 * Finds a tool, or installs it.
 * @throws {Error} with the exact command for whoever must install it by hand
 */
function need(name, find, install, command) {
  const found = find();
  if (found) return found;
  process.stdout.write(`${name} is missing; installing it…\n`);
  let reason = '';
  try {
    install();
  } catch (error) {
    reason = ` (${error.message.split('\n')[0]})`;
  }
  const installed = find();
  if (!installed) throw new Error(`${name} is missing and could not be installed${reason}. Run: ${command}`);
  return installed;
}

export const needChromium = () =>
  need(
    'Chromium',
    findChromium,
    () =>
      aptInstall('chromium') ||
      execFileSync(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium'], {
        stdio: 'inherit',
      }),
    isRoot ? 'apt-get update && apt-get install -y chromium' : 'npx playwright-core install chromium',
  );

export const needRedis = () =>
  need(
    'redis-server',
    findRedis,
    () => aptInstall('redis-server'),
    `${isRoot ? '' : 'sudo '}apt-get update && ${isRoot ? '' : 'sudo '}apt-get install -y redis-server`,
  );

export const needPostgres = () =>
  need(
    'PostgreSQL with pg_dump',
    findPostgres,
    () => aptInstall('postgresql'),
    `${isRoot ? '' : 'sudo '}apt-get update && ${isRoot ? '' : 'sudo '}apt-get install -y postgresql, or set POSTGRES_BIN`,
  );

/**
 * The binary is a package of npm's. It stands in a folder of its own: among the others it would be the `node` of every npm
 * script. Where there is no package of it (macOS), another one is named.
 */
export const needNodeLts = () =>
  need(
    `Node.js ${NODE_LTS_MAJOR}`,
    findNodeLts,
    () => execFileSync('npm', ['ci'], { cwd: fileURLToPath(NODE_LTS), stdio: 'inherit' }),
    'npm ci --prefix test/node-lts, or set NODE_LTS_PATH to one',
  );
