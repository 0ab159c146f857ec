// Writes the table of settings into README.md, between its two marks. Needs a build.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { configSchema } from '../dist/libs/kernel/src/index.js';
import { settingsTable } from './lib/settings-table.mjs';

const file = fileURLToPath(new URL('../README.md', import.meta.url));
const [before, rest] = readFileSync(file, 'utf8').split('<!-- settings -->\n');
const [, after] = rest.split('<!-- /settings -->');
const table = settingsTable(configSchema.shape);
writeFileSync(file, `${before}<!-- settings -->\n\n${table}\n\n<!-- /settings -->${after}`);
