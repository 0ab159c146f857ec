import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const text = readFileSync('docs/architecture.md', 'utf8');
/** What the table of rooms names in its first column. */
const named = [...text.matchAll(/^\| `((?:apps|libs)\/[\w-]+|[\w-]+)`\s+\|/gmu)].map(([, room = '']) => room);

const foldersIn = (place: string): string[] =>
  readdirSync(place, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

describe('the rooms in docs/architecture.md', () => {
  it.each(['apps', 'libs'])('are all of %s', (place) => {
    const inTable = named.filter((room) => room.startsWith(`${place}/`));
    expect(inTable.sort()).toEqual(
      foldersIn(place)
        .map((name) => `${place}/${name}`)
        .sort(),
    );
  });

  it('are all of the engine, in its own table', () => {
    const rooms = foldersIn('libs/publishing/src/engine');
    expect(rooms.filter((room) => !named.includes(room))).toEqual([]);
  });

  it('are all kinds of tests', () => {
    const [row = ''] = /^\| `test` .*$/mu.exec(text) ?? [];
    expect(foldersIn('test').filter((kind) => !row.includes(`\`${kind}\``))).toEqual([]);
  });

  it('exist, each of them', () => {
    const places = named.map((room) => (existsSync(room) ? room : `libs/publishing/src/engine/${room}`));
    expect(places.filter((place) => !existsSync(place))).toEqual([]);
  });

  it('are named at their place wherever a file or folder is', () => {
    const paths = [...text.matchAll(/`((?:apps|libs|scripts|test|deploy|docs)\/[\w./-]+)`/gu)].map(
      ([, path = '']) => path,
    );
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });
});
