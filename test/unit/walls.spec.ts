import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { lintOf } from '../support/lint.js';

const lint = lintOf();
/** Of a file that is JavaScript, as eslint reads it. */
const { DOORS } = (await import(new URL('../../eslint.web.mjs', import.meta.url).href)) as {
  DOORS: Record<string, string[]>;
};

describe('the walls around the web application, networks and rules', () => {
  it.each(['typeorm', 'pg', 'ioredis', 'bullmq', '@nestjs/common', 'node:fs', 'crypto', '#lib/posts'])(
    'keep the web application out of the server: no %s',
    async (from) => {
      for (const file of ['features/x.ts', 'shared/queries/x.ts', 'features/x.spec.ts']) {
        for (const text of [`export * from '${from}';\n`, `void import('${from}');\n`]) {
          const said = await lint(`apps/web/src/${file}`, text);
          expect(said.map((line) => line.message)).toEqual([
            expect.stringContaining('nothing of the server'),
          ]);
        }
      }
    },
  );

  it.each([
    ['features/brand/x.tsx', '../members/account-help'],
    ['features/review/x.tsx', '../post/acts'],
    ['features/review/x.tsx', '../post/lateness-notes'],
    ['features/composer/store/x.ts', '../../post/post-view'],
    ['features/post/x.ts', '../composer'],
    ['features/post/x.ts', '../../features/composer/drafts'],
  ])('let features enter each other by their doors: %s does not import %s', async (file, from) => {
    for (const text of [`export * from '${from}';\n`, `void import('${from}');\n`]) {
      const said = (await lint(`apps/web/src/${file}`, text)).map((line) => line.message);
      expect(said).toEqual([expect.stringMatching(/by its doors|name each other shortly/)]);
    }
  });

  it.each([
    ['features/review/x.tsx', '../post/lateness'],
    ['features/composer/store/x.ts', '../draft'],
    ['features/composer/store/x.ts', '../../post/lateness'],
    ['features/notifications/x.tsx', '../shell/rail.module.css'],
    ['features/post/x.ts', './post-view'],
    ['features/post/x.spec.ts', '../composer/store/testing/world'],
    ['app.tsx', './features/post/post-panel'],
  ])('let %s import %s', async (file, from) => {
    expect(await lint(`apps/web/src/${file}`, `export * from '${from}';\n`)).toEqual([]);
  });

  it('keep features out of what they share', async () => {
    for (const file of ['shared/device/x.ts', 'shared/queries/x.ts']) {
      const said = await lint(`apps/web/src/${file}`, "export * from '../../features/composer/draft';\n");
      expect(said.map((line) => line.message)).toEqual([expect.stringContaining('knows none of them')]);
    }
  });

  it('have no door that is not there, or that nobody enters', () => {
    const features = resolve(import.meta.dirname, '../../apps/web/src/features');
    const files = readdirSync(features, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.tsx?$/.test(name),
    );
    const texts = files.map((name) => ({ name, text: readFileSync(join(features, name), 'utf8') }));
    const left = Object.entries(DOORS).flatMap(([feature, doors]) =>
      doors
        .map((door) => `${feature}/${door}`)
        .filter((door) => {
          const there = ['', '.ts', '.tsx'].some((end) => existsSync(join(features, `${door}${end}`)));
          const entered = texts.some(
            ({ name, text }) => !name.startsWith(`${feature}/`) && text.includes(`../${door}'`),
          );
          return !there || !entered;
        }),
    );
    expect(left).toEqual([]);
  });

  it('let a form know how long a text may be from the rules alone', async () => {
    const file = 'apps/web/src/features/x.tsx';
    for (const longest of ['{120}', '{mine ? longest : 120}']) {
      const said = await lint(
        file,
        `export const X = ({ mine, longest }) => <input data-y={longest} maxLength=${longest} data-x={mine} />;\n`,
      );
      expect(said.map((line) => line.message)).toEqual([expect.stringContaining('stands in #rules')]);
    }
    const ours = 'export const X = ({ longest }) => <input maxLength={longest} data-x={1} />;\n';
    expect(await lint(file, ours)).toEqual([]);
  });

  it.each(['react', 'luxon', '#rules/posts', '@mantine/dates', '../shared/x', '..'])(
    'let the web application import %s',
    async (from) =>
      expect(await lint('apps/web/src/features/x.ts', `export * from '${from}';\n`)).toEqual([]),
  );

  it.each([
    ['libs/platforms/src/tiktok/x.ts', '../linkedin/errors.js'],
    ['libs/platforms/src/facebook/x.ts', '../instagram/adapter.js'],
    ['libs/platforms/src/tiktok/x.ts', '../meta/graph.js'],
    ['libs/platforms/src/facebook/deep/x.ts', '../../tiktok/steps.js'],
    ['libs/platforms/src/meta/x.ts', '../facebook/errors.js'],
    ['libs/platforms/src/kit/x.ts', '../linkedin/rest.js'],
    ['apps/sandbox/src/tiktok/x.ts', '../linkedin/store.js'],
    ['apps/sandbox/src/linkedin/x.ts', '../graph/reads.js'],
    ['apps/sandbox/src/graph/x.ts', '../facebook/store.js'],
    ['apps/sandbox/src/core/x.ts', '../tiktok/store.js'],
  ])('keep what is known of a network in its room: %s does not import %s', async (file, from) => {
    const said = (await lint(file, `export * from '${from}';\n`)).map((line) => line.message);
    expect(said).toEqual([expect.stringContaining('A network’s room is its own')]);
  });

  it.each([
    ['libs/platforms/src/facebook/x.ts', '../meta/graph.js'],
    ['libs/platforms/src/instagram/x.ts', '../meta/graph.js'],
    ['libs/platforms/src/tiktok/x.ts', '../kit/http.js'],
    ['libs/platforms/src/registry.ts', './tiktok/adapter.js'],
    ['libs/platforms/src/rules/registry.ts', '../tiktok/capabilities.js'],
    ['apps/sandbox/src/instagram/x.ts', '../graph/reads.js'],
    ['apps/sandbox/src/platforms.ts', './tiktok/index.js'],
  ])('let %s import %s', async (file, from) => {
    expect(await lint(file, `export * from '${from}';\n`)).toEqual([]);
  });

  it.each([
    'Date.now()',
    'new Date()',
    'Date()',
    'Math.random()',
    'crypto.randomUUID()',
    'globalThis.crypto.randomUUID()',
    "fetch('https://example.org')",
    'process.env.HOME',
    'performance.now()',
    'setTimeout(String)',
    'DateTime.now()',
    'DateTime.utc()',
    'DateTime.local()',
  ])('keep time, chance and settings out of rules: no %s', async (code) => {
    const text = `${code.startsWith('DateTime') ? "import { DateTime } from 'luxon';\n" : ''}export const x = ${code};\n`;
    for (const file of ['libs/posts/src/rules/x.ts', 'libs/kernel/src/rules/deep/x.ts']) {
      const said = (await lint(file, text)).map((line) => line.message);
      expect(said).toEqual([expect.stringContaining('whoever asks hands in')]);
    }
    expect(await lint('libs/posts/src/x.ts', text)).toEqual([]);
    const known = (
      await lint('libs/platforms/src/tiktok/capabilities.ts', `export const x = ${code};\n`)
    ).map((line) => line.message);
    expect(known).toEqual([expect.stringContaining('whoever asks hands in')]);
  });

  it.each(['new Date(0)', "new Date('2031-01-01')", "Date.parse('2031-01-01')", 'Math.max(1, 2)'])(
    'let rules use %s',
    async (code) =>
      expect(await lint('libs/posts/src/rules/x.ts', `export const x = ${code};\n`)).toEqual([]),
  );
});
