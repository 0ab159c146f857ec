// npm run bench [-- NAME …]: measures, prints one JSON line a benchmark. Never part of the tests.
import { buildStale } from './lib/build.mjs';

const BENCHES = {
  burst: async () => (await import('../test/bench/burst.mjs')).burst(),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}`);
  process.exit(1);
}
buildStale({ quiet: true });
for (const [name, run] of Object.entries(BENCHES)) {
  if (wanted.length === 0 || wanted.includes(name)) console.log(JSON.stringify(await run()));
}
