// npm run chaos [-- --seed 7 --shard 1/4 --network facebook --backend redis --resume]: breaks everything, one JSON line.
import { buildStale } from './lib/build.mjs';
import { needRedis } from './lib/find-tools.mjs';

process.env.REDIS_SERVER_PATH = needRedis();
process.env.NODE_ENV = 'test';
process.env.TZ = 'UTC';
buildStale({ quiet: true, tests: true });
const { chaos } = await import('../dist/test/chaos/main.js');
process.exit(await chaos(process.argv.slice(2)));
