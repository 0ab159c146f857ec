// npm run hostile [-- --seed 7 --minutes 5 --through engine]: hostile networks before every adapter, or the engine; one JSON line.
import { buildStale } from './lib/build.mjs';
import { needRedis } from './lib/find-tools.mjs';

const args = process.argv.slice(2);
if (args.includes('engine')) process.env.REDIS_SERVER_PATH = needRedis();
process.env.NODE_ENV = 'test';
process.env.TZ = 'UTC';
buildStale({ quiet: true, tests: true });
const { hostile } = await import('../dist/test/support/hostile-network/main.js');
process.exit(await hostile(args));
