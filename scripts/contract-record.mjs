// npm run contract:record: what every adapter sends, for each operation and type of post, into test/contract/recordings.
import { buildStale } from './lib/build.mjs';

process.env.NODE_ENV = 'test';
process.env.TZ = 'UTC';
buildStale({ quiet: true, tests: true });
const { recordAll } = await import('../dist/test/support/recording/main.js');
await recordAll();
process.exit(0);
