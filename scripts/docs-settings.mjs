// Writes the table of settings into README.md, between its two marks. Needs a build.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { settingsShape } from '../dist/libs/kernel/src/index.js';
import { PLATFORMS } from '../dist/libs/platforms/src/index.js';
import { settingsTable } from './lib/settings-table.mjs';

const file = fileURLToPath(new URL('../README.md', import.meta.url));
const [before, rest] = readFileSync(file, 'utf8').split('<!-- settings -->\n');
const [, after] = rest.split('<!-- /settings -->');
const table = settingsTable(settingsShape(PLATFORMS));
writeFileSync(file, `${before}<!-- settings -->\n\n${table}\n\n<!-- /settings -->${after}`);
