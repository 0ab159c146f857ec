// npm run bench [-- B1 …] [--write]: measures against floors and peers, prints one JSON line a benchmark; with --write
// also docs/benchmarks.md. Never part of the tests.
import { buildStale } from './lib/build.mjs';
import { needRedis } from './lib/find-tools.mjs';

process.env.REDIS_SERVER_PATH = needRedis();
process.env.TZ = 'UTC';
const BENCHES = {
  B1: async () => (await import('../test/bench/due-burst.mjs')).dueBurst(),
  B2: async () => (await import('../test/bench/hot-channels.mjs')).hotChannels(),
  B3: async () => (await import('../test/bench/crash.mjs')).crash(),
  B4: async () => (await import('../test/bench/calendar.mjs')).calendar(),
  B6: async () => (await import('../test/bench/api-start.mjs')).apiAndStart(),
  B7: async () => (await import('../test/bench/bad-neighbour.mjs')).badNeighbour(),
  cafes: async () => (await import('../test/bench/cafes.mjs')).cafes(),
};

const args = process.argv.slice(2);
const wanted = args.filter((arg) => arg !== '--write');
const unknown = wanted.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}`);
  process.exit(1);
}
buildStale({ quiet: true, tests: true });
const results = [];
for (const [name, run] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const result = await run();
  results.push(result);
  console.log(JSON.stringify(result));
}
if (args.includes('--write')) await (await import('../test/bench/report.mjs')).writeReport(results);
process.exit(0);
