// npm run release:dump -- 0.2.0 [--of <folder>]: a database of this release, for the test of upgrades to begin with.
// --of names another checkout that was built, for a release that has none yet.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { buildStale } from './lib/build.mjs';
import { builtLineup } from './lib/built-lineup.mjs';
import { needPostgres } from './lib/find-tools.mjs';
import { liveIn } from './lib/lived-in.mjs';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { of: { type: 'string' } } });
const [version = ''] = positionals;
if (!/^\d+\.\d+\.\d+$/.test(version)) {
  console.error('npm run release:dump -- <version> [--of <folder of a built checkout>]');
  process.exit(2);
}
process.env.POSTGRES_BIN = needPostgres();
process.env.TZ = 'UTC';
buildStale({ quiet: true, tests: true });
const { startServerWithTools } = await import('../dist/test/support/server-with-tools.js');
const { TEST_SECRET } = await import('../dist/test/support/servers.js');
const { RELEASE_PASSWORD, releaseFile } = await import('../dist/test/support/releases.js');
const { freePort } = await import('../dist/libs/database/src/index.js');
const { settingOf } = await import('../dist/libs/kernel/src/index.js');
const { capabilitiesOf, PLATFORMS } = await import('../dist/libs/platforms/src/index.js');

/** States that a dump must have something in, or it shows little. */
const STATES = {
  post: 'draft in_review changes_requested approved scheduled publishing published partially_published failed cancelled',
  publication: 'pending publishing published failed needs_attention cancelled',
};

const home = mkdtempSync(join(tmpdir(), 'lineup-release-'));
const made = { databasePassword: TEST_SECRET, secret: TEST_SECRET, demoPassword: RELEASE_PASSWORD };
writeFileSync(join(home, 'secrets.json'), JSON.stringify(made));
const server = await startServerWithTools();
const url = await server.empty();
const sandbox = `http://127.0.0.1:${await freePort()}`;
const folder = resolve(values.of ?? '.');
const lineup = builtLineup(folder, {
  NODE_ENV: 'test',
  TZ: 'UTC',
  LOG_LEVEL: 'error',
  DATABASE_URL: url,
  LINEUP_HOME: home,
  LINEUP_SECRET: TEST_SECRET,
  SANDBOX_ORIGIN: sandbox,
  VISIBILITY_DELAY_MS: '1000',
  ...Object.fromEntries(PLATFORMS.map((name) => [settingOf(name, 'API_ORIGIN'), `${sandbox}/${name}`])),
});
const database = new pg.Client({ connectionString: url });
try {
  await lineup.command('migrate');
  await lineup.start('sandbox', { SANDBOX_PORT: new URL(sandbox).port });
  await lineup.command('seed', '--demo', '--sandbox', sandbox);
  await database.connect();
  const takesText = (network) => capabilitiesOf(network).types.includes('text');
  await liveIn(lineup, database, { password: RELEASE_PASSWORD, port: await freePort(), takesText });
  for (const [table, states] of Object.entries(STATES)) {
    const { rows } = await database.query(`SELECT DISTINCT state FROM ${table}`);
    const missing = states.split(' ').filter((state) => !rows.some((row) => row.state === state));
    if (missing.length > 0) throw new Error(`No ${table} is ${missing.join(', nor ')}`);
  }
  await lineup.stop();
  // Entries of the queue are wake-up calls, made again by the next sweep; their tables are BullMQ's own.
  const dump = await server.plainDump(url, '--no-owner', '--rows-per-insert=100', '--exclude-schema=bullmq');
  const file = releaseFile(version);
  // Lines for psql alone say nothing that a connection could not do without.
  const packed = gzipSync(dump.replace(/^\\.*\n/gmu, ''), { level: 9 });
  writeFileSync(file, packed);
  console.log(`${file}: ${Math.round(packed.length / 1024)} kB`);
} finally {
  await database.end();
  await lineup.stop();
  await server.stop();
  rmSync(home, { recursive: true, force: true });
}
