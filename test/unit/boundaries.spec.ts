import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { lintOf } from '../support/lint.js';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.d\.ts$/.test(name))
    .map((name) => `${folder}/${name}`);

const importsOf = (file: string): string[] =>
  [...read(file).matchAll(/(?:from\s+|import\s*\(\s*|import\s+)'([^']+)'/g)].map(([, from]) => from ?? '');

const lint = lintOf();
/** What lint says of one import in a file of a lib. */
const complaints = async (file: string, from: string): Promise<string[]> =>
  (await lint(`libs/${file}`, `export * from '${from}';\n`)).map(({ message }) => message);

const libs = readdirSync(join(root, 'libs'));
const all = [...sources('apps'), ...sources('libs')];
/** Doors into a lib besides its index: small enough for a process that must stay small. */
const sideDoors = Object.keys((JSON.parse(read('package.json')) as { imports: object }).imports).filter(
  (name) => !name.includes('*'),
);

describe('the walls between libs', () => {
  it('have a place for every lib, and none for what is no lib', () => {
    const order = /export const LIBS = (\[[\s\S]*?\n\]);/.exec(read('eslint.config.mjs'))?.[1] ?? '';
    const named = [...order.matchAll(/'([a-z]+)'/g)].map(([, name]) => name ?? '');
    expect([...named].sort()).toEqual([...libs].sort());
  });

  it.each([
    ['a lib that stands after it', 'posts/src/x.ts', '#lib/publishing', 'Arrows point one way'],
    ['the rules of one', 'posts/src/x.ts', '#rules/publishing', 'Arrows point one way'],
    ['a side door of one', 'kernel/src/x.ts', '#lib/database/embedded', 'Arrows point one way'],
    ['the engine’s door', 'health/src/x.ts', '#lib/publishing/engine', 'runs in the worker'],
    [
      'the engine, from beside it',
      'publishing/src/api/x.ts',
      '../engine/claim/index.js',
      'nothing of the engine',
    ],
    [
      'a room of the engine above it',
      'publishing/src/engine/claim/x.ts',
      '../act/index.js',
      'what stands before it',
    ],
    [
      'a room beside its door',
      'publishing/src/engine/act/x.ts',
      '../claim/publication-store.js',
      'entered by its index',
    ],
    ['its own door', 'posts/src/x.ts', '#lib/posts', 'by their relative names'],
    ['an app', 'posts/src/x.ts', '../../../apps/api/src/web.js', 'not at all'],
    ['a lib beside its door', 'posts/src/x.ts', '../../../libs/media/src/inspect.js', 'through #lib'],
    ['a later lib, from its rules', 'posts/src/rules/x.ts', '#rules/publishing', 'Arrows point one way'],
    [
      'an adapter, from what is known of its network',
      'platforms/src/facebook/capabilities.ts',
      './adapter.js',
      'Rules are pure',
    ],
    ...['#lib/kernel', '#lib/kernel/config', '@nestjs/common', 'typeorm', 'pg', 'node:fs', 'fs', 'pino'].map(
      (from) => ['a framework, from its rules', 'posts/src/rules/x.ts', from, 'Rules are pure'] as const,
    ),
  ])('stop %s', async (_, file, from, message) => {
    expect(await complaints(file, from)).toEqual([expect.stringContaining(message)]);
  });

  it.each([
    ['posts/src/x.ts', '#lib/kernel'],
    ['posts/src/x.ts', './rules/compose.js'],
    ['posts/src/rules/x.ts', '#rules/platforms'],
    ['platforms/src/facebook/capabilities.ts', '../rules/capabilities.js'],
    ['posts/src/x.spec.ts', '#lib/publishing'],
    ['publishing/src/engine/act/x.ts', '../claim/index.js'],
    ['publishing/src/engine/act/x.ts', '../../rules/lead.js'],
  ])('let libs/%s import %s', async (file, from) => {
    expect(await complaints(file, from)).toEqual([]);
  });

  it.each([
    ['a key spelled on a screen', `load({ queryKey: ['post', id] });`, 'A key is spelled in'],
    ['a question asked by a screen', 'load({ queryFn: () => ask() });', 'What is asked of the server'],
    ['a key spelled where an answer is kept', `client.setQueryData(['post', id], post);`, 'Take the key'],
    ['a screen that decides alone what is stale', 'void client.invalidateQueries();', 'makes out of date'],
  ])('stop %s', async (_, text, message) => {
    const said = await lint('apps/web/src/features/x.ts', `${text}\n`);
    expect(said.map((line) => line.message)).toEqual([expect.stringContaining(message)]);
    expect(await lint('apps/web/src/shared/queries/x.ts', `${text}\n`)).toEqual([]);
  });

  it.each([
    [
      'a promise that nobody waits for',
      'const send = async () => {};\nsend();\n',
      'Promises must be awaited',
    ],
    [
      'a promise where only its absence could be false',
      'const sent = async () => true;\nif (sent()) throw new Error();\n',
      'Expected non-Promise value',
    ],
    [
      'a switch that forgets a case',
      `export function f(a: 'b' | 'c') {\n  switch (a) {\n    case 'b':\n      return 1;\n  }\n}\n`,
      'Switch is not exhaustive',
    ],
  ])('stop %s', async (_, text, message) => {
    const file = 'libs/posts/src/x.ts';
    const said = await lintOf(file)(file, text);
    expect(said.map((line) => line.message)).toEqual([expect.stringContaining(message)]);
  });

  it('have one door each: every lib is imported through #lib or #rules, by its name', () => {
    const wrong = all.flatMap((file) =>
      importsOf(file)
        .filter((from) => from.startsWith('#') && !sideDoors.includes(from))
        .filter((from) => {
          const [, kind = '', lib = ''] = /^#(lib|rules)\/([a-z]+)$/.exec(from) ?? [];
          const door = kind === 'rules' ? 'src/rules/index.ts' : 'src/index.ts';
          return !kind || !existsSync(join(root, 'libs', lib, door));
        })
        .map((from) => `${file}: ${from}`),
    );
    expect(wrong).toEqual([]);
  });

  it('keep the engine in the worker: nothing that the API loads leads into it', () => {
    const doors = (JSON.parse(read('package.json')) as { imports: Record<string, { types: string }> })
      .imports;
    const fileOf = (file: string, from: string): string | null => {
      if (from.startsWith('.')) return join(dirname(file), from).replace(/\.js$/, '.ts');
      const [, kind = '', name = ''] = /^#(lib|rules)\/(.+)$/.exec(from) ?? [];
      return kind && join((doors[from] ?? doors[`#${kind}/*`])?.types.replace('*', name) ?? '');
    };
    const loaded = new Set(['apps/api/src/main.ts']);
    for (const file of loaded) {
      for (const from of importsOf(file)) {
        const imported = fileOf(file, from);
        if (imported && existsSync(join(root, imported))) loaded.add(imported);
      }
    }
    expect(loaded.size).toBeGreaterThan(300);
    expect([...loaded].filter((file) => file.includes('publishing/src/engine/'))).toEqual([]);
  });

  it.each([
    [
      'a lib that stands after it, at run time',
      'posts/src/x.ts',
      "void import('#lib/publishing');",
      'Arrows',
    ],
    ['the type of one', 'posts/src/x.ts', "export type X = import('#lib/publishing').X;", 'Arrows'],
    ['a module of Node.js in rules', 'posts/src/rules/x.ts', "void import('node:fs');", 'Rules are pure'],
    [
      'a later room of the engine',
      'publishing/src/engine/claim/x.ts',
      "void import('../act/index.js');",
      'A room',
    ],
    ['the engine’s door', 'health/src/x.ts', "void import('#lib/publishing/engine');", 'runs in the worker'],
  ])('stop %s, where it is imported while the program runs', async (_, file, text, message) => {
    const said = (await lint(`libs/${file}`, `${text}\n`)).map((line) => line.message);
    expect(said).toEqual([expect.stringContaining(message)]);
  });

  const SELECT = 'export const Q = `SELECT id FROM post`;\n';
  it.each([
    ['libs/posts/src/x.service.ts', SELECT],
    ['libs/publishing/src/engine/claim/x.ts', SELECT],
    ['libs/posts/src/rules/x.ts', SELECT],
    ['apps/api/src/health/x.controller.ts', SELECT],
    ['apps/worker/src/x.ts', SELECT],
    ['libs/posts/src/x.ts', 'export const Q = "delete from post";\n'],
    ['libs/posts/src/x.ts', "export const Q = 'select id from post';\n"],
    ['libs/posts/src/x.ts', 'export const Q = (id: string) => `UPDATE auth."user" SET name = ${id}`;\n'],
    ['libs/posts/src/x.ts', 'export const Q = `\n  WITH a AS (SELECT 1) SELECT * FROM a`;\n'],
    ['libs/posts/src/x.ts', "export const Q = 'SELECT pg_notify(:channel, :text)';\n"],
    [
      'libs/posts/src/x.ts',
      "export const f = (tx: { createQueryBuilder(name: string): void }) => tx.createQueryBuilder('p');\n",
    ],
  ])('keep statements where they are looked for: none in %s', async (file, text) => {
    const said = (await lint(file, text)).map((line) => line.message);
    expect(said).toEqual([expect.stringContaining('A statement stands in a *.repository.ts')]);
  });

  it.each([
    'libs/posts/src/x.repository.ts',
    'libs/publishing/src/engine/claim/x.sql.ts',
    'libs/database/src/x.ts',
  ])('let statements stand in %s', async (file) => expect(await lint(file, SELECT)).toEqual([]));

  it.each([
    ['libs/health/src/x.repository.ts', 'export const Q = `SELECT id FROM post WHERE id = $1`;\n'],
    ['libs/publishing/src/engine/claim/x.sql.ts', "export const Q = 'SELECT pg_notify($1, $2)';\n"],
    ['libs/publishing/src/api/x.ts', 'export const part = (a: string) => `${a} = $2`;\n'],
    ['libs/publishing/src/rules/x.ts', "export const part = 'id = $1';\n"],
    ['apps/api/src/events/x.repository.ts', 'export const Q = `SELECT ${1} FROM post WHERE id = $10`;\n'],
    ['apps/worker/src/x.ts', "export const part = 'id = $1';\n"],
  ])('give the values of a statement names: no number in %s', async (file, text) => {
    const said = (await lint(file, text)).map((line) => line.message);
    expect(said).toEqual([expect.stringContaining('A statement names its values')]);
  });

  it.each([
    ['libs/health/src/x.repository.ts', 'export const Q = `SELECT id FROM post WHERE id = :postId`;\n'],
    ['libs/health/src/x.ts', "export const f = (text: string) => text.replace(/(a)b/u, '$1');\n"],
    [
      'libs/health/src/x.ts',
      'export const f = (text: string, b: string) => text.replaceAll(/(a)b/gu, `$1${b}`);\n',
    ],
    ['libs/health/src/x.ts', `export const shell = 'cd "$1"';\n`],
    ['libs/database/src/statement.ts', "export const Q = 'SELECT $1';\n"],
    ['libs/database/src/migrations/x.ts', "export const Q = 'SELECT $1';\n"],
    ['libs/health/src/x.medium.spec.ts', "export const Q = 'SELECT $1';\n"],
  ])('let %s write what is no numbered value, or needs one', async (file, text) =>
    expect(await lint(file, text)).toEqual([]),
  );

  it('say what happened once: history and events of a noun with a record are written by that record', () => {
    const records = sources('libs').filter((file) => file.endsWith('-record.ts'));
    const nouns = records.map((file) => basename(file, '-record.ts')).sort();
    expect(nouns).toEqual(['channel', 'media', 'member', 'post']);
    const told = new RegExp(`\\.(record|emit)\\(\\s*tx,[^;]*?'(${nouns.join('|')})\\.\\w+'`);
    const writes = (text: string): boolean =>
      told.test(text) || (text.includes('audit.record(') && text.includes('events.emit('));
    const wrong = sources('libs').filter((file) => !records.includes(file) && writes(read(file)));
    expect(wrong).toEqual([]);
    expect(records.every((file) => writes(read(file)))).toBe(true);
  });

  it('are not climbed over: no relative import leaves its lib or its app', () => {
    const wrong = all.flatMap((file) => {
      const room = file.split('/').slice(0, 2).join('/');
      return importsOf(file)
        .filter((from) => from.startsWith('.') && !/\.spec\.ts$/.test(file))
        .filter((from) => relative(room, join(dirname(file), from)).startsWith('..'))
        .map((from) => `${file}: ${from}`);
    });
    expect(wrong).toEqual([]);
  });

  it('hold the rules in: what they import by a relative name is a rule', () => {
    // What is known of a network stands in its folder, as pure as the rules that gather it.
    const isRule = (file: string): boolean =>
      /^libs\/[a-z]+\/src\/rules\//.test(file) ||
      /^libs\/platforms\/src\/[a-z]+\/capabilities\.[jt]s$/.test(file);
    const wrong = all
      .filter((file) => isRule(file) && !file.endsWith('.spec.ts'))
      .flatMap((file) =>
        importsOf(file)
          .filter((from) => from.startsWith('.') && !isRule(join(dirname(file), from)))
          .map((from) => `${file}: ${from}`),
      );
    expect(wrong).toEqual([]);
  });

  it('shut untrusted files in: what decodes them is imported by the process that opens them, and it by nobody', () => {
    const inside = (file: string): boolean => file.startsWith('libs/media/src/helper/');
    const outside = all.filter((file) => !inside(file) && !file.endsWith('.spec.ts'));
    const decoders = /^(sharp|mediabunny|libheif-js|file-type)(\/|$)/;
    const wrong = outside.flatMap((file) =>
      importsOf(file)
        .filter((from) => decoders.test(from) || from.includes('/helper/'))
        .map((from) => `${file}: ${from}`),
    );
    expect(wrong).toEqual([]);
  });

  it('let no app hold another: only the api’s composition is shared, with tests and scripts', () => {
    for (const app of ['api', 'worker', 'sandbox', 'web']) {
      const wrong = sources(`apps/${app}`).filter((file) =>
        importsOf(file).some(
          (from) => /apps\//.test(from) && !from.includes(`apps/${app}`) && !file.includes('.spec.'),
        ),
      );
      expect(wrong).toEqual([]);
    }
  });
});

describe('the sources', () => {
  it('are short', () => {
    const long = all
      .map((file) => ({ file, lines: read(file).split('\n').length }))
      .filter(({ file, lines }) => lines > 350 && !file.endsWith('.d.ts'));
    expect(long).toEqual([]);
  });

  it('ask for the Node.js that package.json asks for', () => {
    const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
    const script = /NODE_AT_LEAST = '([\d.]+)'/.exec(read('scripts/lib/node-version.mjs'))?.[1];
    expect(engines.node).toBe(`>=${script}`);
    const doctor = /NODE_AT_LEAST = \[(\d+), (\d+)\]/.exec(read('apps/cli/src/doctor/machine.ts'));
    expect(`${doctor?.[1]}.${doctor?.[2]}.0`).toBe(script);
  });

  it('say in README what every setting means, and in nest-cli.json where every room is', () => {
    const readme = read('README.md');
    const settings = [...read('libs/kernel/src/config/config.schema.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)];
    expect(settings.map(([, name]) => name).filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
    const nest = JSON.parse(read('nest-cli.json')) as { projects: Record<string, { root: string }> };
    const rooms = Object.values(nest.projects).map((project) => project.root);
    const server = readdirSync(join(root, 'apps')).filter((app) => app !== 'web');
    expect(rooms.sort()).toEqual(
      [...server.map((app) => `apps/${app}`), ...libs.map((lib) => `libs/${lib}`)].sort(),
    );
  });
});
