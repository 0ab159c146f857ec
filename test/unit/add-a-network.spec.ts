import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/processes.js';

const EXAMPLE = 'webhook';
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const [, told = ''] = /## Add a network\n([\s\S]*?)\n## /.exec(read('CONTRIBUTING.md')) ?? [];

/** Files in backticks: they have an ending. */
const FILE = /`((?:[\w-]+\/)*[\w.-]+\.(?:tsx?|json|md|yml))`/g;
const named = new Set(
  [...told.replace(/^```[\s\S]*?^```/gm, '').matchAll(FILE)].map(([, path = '']) => path),
);

/** Each block with the file that was named last before it, in its pieces. */
const shown = [...told.matchAll(/^```\w+\n([\s\S]*?)\n```$/gm)].map(({ index, 1: block = '' }) => ({
  file: [...told.slice(0, index).matchAll(FILE)].at(-1)?.[1] ?? '',
  pieces: block.split(/\n *\/\/ …\n/),
}));

const files = ['apps', 'libs', 'test', 'scripts', 'deploy']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? [`${entry.parentPath.slice(root.length)}/${entry.name}`.replace(/^\//, '')] : [],
    ),
  )
  .concat('docker-compose.yml');

/** Its rooms and its recordings. */
const isItsOwn = (file: string): boolean =>
  file.includes(`/${EXAMPLE}/`) || file.endsWith(`/${EXAMPLE}.json`);
const namesIt = new RegExp(`(?<![\\w-])['"]?${EXAMPLE}['"]?(?![\\w-])|\\b${EXAMPLE.toUpperCase()}_`);
const isSource = (file: string): boolean =>
  /\.(?:tsx?|mjs|json|yml)$/.test(file) && !file.endsWith('.spec.ts');

describe('how a network is added, by the example of one', () => {
  it('shows every line as it stands in the file that was named before it', () => {
    const other = shown.flatMap(({ file, pieces }) => {
      const text = named.has(file) ? read(file) : '';
      return pieces.filter((piece) => !text.includes(piece)).map((piece) => `${file}: ${piece}`);
    });
    expect(shown.length).toBeGreaterThan(10);
    expect(other).toEqual([]);
  });

  it('shows the pieces of a block in their order', () => {
    for (const { file, pieces } of shown) {
      const places = pieces.map((piece) => read(file).indexOf(piece));
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }
  });

  it('names every file that is of it, and none that is not there', () => {
    const own = files.filter(isItsOwn);
    expect(own.length).toBeGreaterThan(10);
    expect([...named].filter(isItsOwn).sort()).toEqual(own.sort());
  });

  it('names every other file that had to change, and no file by mistake', () => {
    const changed = files.filter((file) => !isItsOwn(file) && isSource(file) && namesIt.test(read(file)));
    expect(changed.filter((file) => !named.has(file))).toEqual([]);
    const registries = changed.filter((file) => /registry|platforms\.ts$/.test(file));
    expect(registries).toHaveLength(3);
  });
});
