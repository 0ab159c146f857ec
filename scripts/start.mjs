// npm start: builds what is stale, then becomes `lineup start`.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nodeComplaint } from './lib/node-version.mjs';

const fail = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

const complaint = nodeComplaint();
if (complaint) fail(complaint);
process.chdir(fileURLToPath(new URL('..', import.meta.url)));
if (!existsSync('node_modules/@swc/cli')) fail('The packages are not installed. Run: npm ci');

const { buildStale } = await import('./lib/build.mjs');
try {
  buildStale({ quiet: true, onBuild: (half) => process.stdout.write(`Building the ${half}…\n`) });
} catch (error) {
  fail(`The build failed: ${error.message}`);
}
process.argv.splice(2, 0, 'start');
await import('../dist/apps/cli/src/main.js');
