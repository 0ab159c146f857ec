import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/processes.js';

const DOCUMENTS = ['CONTRIBUTING.md', 'docs/architecture.md', 'README.md'];
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Paths in backticks that begin with a folder of the sources; `<name>` stands for one of the networks. */
const pathsOf = (text: string): string[] =>
  [...text.matchAll(/`((?:libs|apps|test|scripts|docs)\/[\w./<>*-]+)`/g)]
    .map(([, path = '']) => path.replace('<name>', 'facebook'))
    .filter((path) => !/[<*]/.test(path));

describe('what contributors are told', () => {
  it.each(DOCUMENTS)('names only places that are there: %s', (document) => {
    const missing = pathsOf(read(document)).filter((path) => !existsSync(join(root, path)));
    expect(missing).toEqual([]);
  });

  it('says in one guess where fourteen rules stand, and more', () => {
    const [, table = ''] = /### Where is…\n+([\s\S]*?)\n\n##/.exec(read('CONTRIBUTING.md')) ?? [];
    const places = pathsOf(table);
    expect(places.length).toBeGreaterThanOrEqual(14);
    expect(new Set(places).size).toBe(places.length);
  });
});
