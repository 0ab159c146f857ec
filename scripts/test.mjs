// npm test: what every change must pass; npm run test:long: what takes longer. Then one line "N passed, N failed".
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeComplaint } from './lib/node-version.mjs';

const complaint = nodeComplaint();
if (complaint) {
  process.stderr.write(`${complaint}\n`);
  process.exit(1);
}
process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const { buildStale } = await import('./lib/build.mjs');
const { needChromium, needNodeLts, needPostgres, needRedis } = await import('./lib/find-tools.mjs');

const scratch = mkdtempSync(join(tmpdir(), 'lineup-counts-'));
/** Longer than any phase takes on two slow cores. */
const PHASE_MS = 20 * 60_000;
const total = { passed: 0, failed: 0 };
const times = [];

/** Programs that need one core each, two at a time; what each printed is shown once it has ended. */
async function sideBySide(programs) {
  const waiting = Object.entries(programs);
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await aside(...next);
  };
  await Promise.all([lane(), lane()]);
}

async function aside(name, [script, ...args]) {
  const began = performance.now();
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: PHASE_MS,
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  const [status, signal] = await new Promise((resolve) => {
    child.once('error', (error) => resolve([error.message, null]));
    child.once('close', (...ended) => resolve(ended));
  });
  phase(
    name,
    () => {
      process.stdout.write(printed);
      if (status !== 0) throw new Error(`${script.split('/').at(-1)} failed (${signal ?? status})`);
    },
    began,
  );
}

/** Runs a phase whatever happened before it, so that one run shows everything that is wrong. */
function phase(name, work, began = performance.now()) {
  process.stdout.write(`\n— ${name}\n`);
  let count;
  try {
    count = work() ?? { passed: 1, failed: 0 };
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    count = { passed: 0, failed: 1 };
  }
  total.passed += count.passed;
  total.failed += count.failed;
  times.push(`${name} ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

function run(script, args, env = {}) {
  const { status, signal, error } = spawnSync(process.execPath, [script, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    // What hangs is a failure, not an endless run.
    timeout: PHASE_MS,
    env: { ...process.env, ...env },
  });
  if (error) {
    throw new Error(
      `${script.split('/').at(-1)}: ${error.code === 'ETIMEDOUT' ? 'did not end' : error.message}`,
    );
  }
  if (status !== 0) throw new Error(`${script.split('/').at(-1)} failed (${signal ?? status})`);
}

/**
 * @param workers spec files at a time
 * @returns the numbers of a jest project; one that could not even count has failed
 */
function jest(project, workers = 2) {
  const file = join(scratch, `${project}.json`);
  const count = ['--reporters=default', `--reporters=./scripts/lib/count-reporter.mjs`];
  let failure = null;
  try {
    run(
      'node_modules/jest/bin/jest.js',
      [
        ...['--selectProjects', project, `--maxWorkers=${workers}`],
        ...['--ci', '--passWithNoTests', '--forceExit', ...count],
      ],
      {
        NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
        NODE_ENV: 'test',
        TZ: 'UTC',
        LINEUP_COUNTS: file,
      },
    );
  } catch (error) {
    failure = error;
  }
  const counted = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { passed: 0, failed: 0, skipped: 0 };
  if (counted.skipped > 0) process.stderr.write(`${counted.skipped} skipped tests count as failed\n`);
  const failed = counted.failed + counted.skipped;
  return { passed: counted.passed, failed: failure && failed === 0 ? 1 : failed };
}

phase(
  'build',
  () =>
    void buildStale({
      quiet: true,
      tests: true,
      onBuild: (part) => process.stdout.write(`Building the ${part}…\n`),
    }),
);
const tools = () =>
  phase('tools', () => {
    process.env.CHROMIUM_PATH = needChromium();
    process.env.REDIS_SERVER_PATH = needRedis();
    process.env.POSTGRES_BIN = needPostgres();
    process.env.NODE_LTS_PATH = needNodeLts();
  });

if (process.argv[2] === 'long') {
  tools();
  phase('long', () => jest('long'));
} else {
  await sideBySide({
    eslint: ['node_modules/eslint/bin/eslint.js', '.'],
    types: ['node_modules/typescript/bin/tsc', '--noEmit'],
    prettier: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
    ...(existsSync('apps/web/tsconfig.json')
      ? { 'types of the web': ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'apps/web'] }
      : {}),
  });
  phase('unit', () => jest('unit'));
  tools();
  // One more than there are cores: much of their time they wait for leases, due instants and processes.
  phase('medium', () => jest('medium', 3));
  phase('browser', () => jest('browser'));
}

rmSync(scratch, { recursive: true, force: true });
process.stdout.write(`\n${times.join(', ')}\n`);
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
