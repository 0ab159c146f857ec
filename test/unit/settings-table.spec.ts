import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { settingsTable } from '../../scripts/lib/settings-table.mjs';
import { settingsShape } from '#lib/kernel';
import { PLATFORMS } from '#rules/platforms';

describe('README', () => {
  it('shows the settings as the configuration defines them (npm run docs:settings writes them)', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const [, table] = /<!-- settings -->\s+([\s\S]*?)\s+<!-- \/settings -->/.exec(readme) ?? [];
    expect(table?.split('\n')).toEqual(settingsTable(settingsShape(PLATFORMS)).split('\n'));
  });

  it('says of every setting what it means', () => {
    const rows = settingsTable(settingsShape(PLATFORMS)).split('\n').slice(2);
    const silent = rows.filter((row) => /\|\s*\|$/.test(row));
    expect(rows.length).toBeGreaterThan(50);
    expect(silent).toEqual([]);
  });
});
