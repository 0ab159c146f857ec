// Builds server and web application into dist/; only what changed, unless --force.
import { fileURLToPath } from 'node:url';
import { buildStale } from './lib/build.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const built = buildStale({ force: process.argv.includes('--force') });
process.stdout.write(built.length > 0 ? `Built: ${built.join(', ')}.\n` : 'Nothing to build.\n');
