// npm run soak [-- --minutes 10 --rate 20 --write]: people's work at a steady rate, minute by minute, one JSON line.
import { parseArgs } from 'node:util';
import { buildStale } from './lib/build.mjs';
import { needRedis } from './lib/find-tools.mjs';

process.env.REDIS_SERVER_PATH = needRedis();
process.env.TZ = 'UTC';
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    rate: { type: 'string', default: '20' },
    write: { type: 'boolean', default: false },
  },
});
buildStale({ quiet: true, tests: true });
const { soak } = await import('../test/bench/soak.mjs');
const result = await soak({ minutes: Number(values.minutes), perSecond: Number(values.rate) });
console.log(JSON.stringify(result));
if (values.write) await (await import('../test/bench/soak-report.mjs')).writeSoak(result);
process.exit(result.met ? 0 : 1);
