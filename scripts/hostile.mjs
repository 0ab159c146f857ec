// npm run hostile [-- --seed 7 --minutes 5]: hostile networks of random kinds before every adapter, one JSON line.
import { buildStale } from './lib/build.mjs';

process.env.NODE_ENV = 'test';
process.env.TZ = 'UTC';
buildStale({ quiet: true, tests: true });
const { hostile } = await import('../dist/test/support/hostile-network/main.js');
process.exit(await hostile(process.argv.slice(2)));
