import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The smallest network, which another one is made of. */
const MODEL = 'tiktok';
const NEW = 'murmur';

/** In the order of CONTRIBUTING.md. */
const ROOMS = ['libs/platforms/src', 'apps/sandbox/src'];
const REGISTRIES = [
  'libs/platforms/src/rules/registry.ts',
  'libs/platforms/src/registry.ts',
  'apps/sandbox/src/platforms.ts',
];
const GLYPH = 'apps/web/src/shared/ui/network-glyph.tsx';
const COMPOSE = 'docker-compose.yml';
/** Written by `npm run openapi`. */
const GENERATED = ['apps/api/openapi.json', 'apps/web/src/shared/api/schema.d.ts'];

/** Specs that tell whether a network is there, and whether it is one. */
const SPECS = {
  registries: [
    'libs/{platforms,channels,posts}/src/**/!(*.medium).spec.ts',
    'libs/publishing/src/quotas/*.spec.ts',
    'apps/sandbox/src/*.spec.ts',
    'test/unit/{deployment,rooms-of-networks}.spec.ts',
  ],
  conformance: ['test/contract/{adapters,hostile-network}.spec.ts'],
};
const configOf = (specs: string[]): string => `
  import config from './jest.config.mjs';
  const testMatch = ${JSON.stringify(specs)}.map((spec) => '<rootDir>/' + spec);
  export default { testTimeout: 60_000, ...config.projects[0], testMatch };
`;

const renamed = (text: string): string =>
  text.replaceAll(MODEL, NEW).replaceAll('TikTok', 'Murmur').replaceAll('TIKTOK', 'MURMUR');

/** What no other network has: an option and its values, a quota, names of steps, codes, settings of its sandbox. */
const ITS_OWN = {
  privacyLevel: 'murmurAudience',
  SELF_ONLY: 'MURMUR_ALONE',
  "name: 'posts'": "name: 'murmurs'",
  'creator-info': 'murmur-info',
  'last-chunk': 'murmur-end',
  processing_timeout: 'murmur_stuck',
  rate_limit_exceeded: 'murmur_too_fast',
  postIdDelayMs: 'murmurDelayMs',
  initPerMinute: 'murmursPerMinute',
};
const ofItsOwn = (text: string): string =>
  Object.entries(ITS_OWN).reduce((changed, [model, own]) => changed.replaceAll(model, own), renamed(text));

/** What somebody needs to connect, in both catalogues. */
const NEEDS = ['en', 'fr'].map((language) => `apps/web/src/shared/i18n/${language}/consent.ts`);
/** Words of its option, in both catalogues. */
const WORDS = ['en', 'fr'].map((language) => `apps/web/src/shared/i18n/${language}/planning.ts`);

/** The line of a word, and the same under the name that the new network has for it. */
const inWords = (line: string): string => `${line}\n${ofItsOwn(line)}`;

describe('another network', () => {
  let copy: string;
  const edit = (file: string, change: (text: string) => string): void =>
    writeFileSync(join(copy, file), change(readFileSync(join(copy, file), 'utf8')));
  /** Each line about the model, and one like it about the new one. */
  const twice = (text: string): string =>
    text
      .split('\n')
      .flatMap((line) => (renamed(line) === line ? [line] : [line, renamed(line)]))
      .join('\n');
  /** @returns what it wrote; on failure, with how it ended */
  const command = async (bin: string, args: string[]): Promise<string> => {
    const options = { cwd: copy, env: { ...process.env, NODE_OPTIONS: '' }, maxBuffer: 64_000_000 };
    const modules = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
    const { stdout, stderr } = await run(
      process.execPath,
      [...modules, join('node_modules', bin), ...args],
      options,
    ).catch((error: { stdout: string; stderr: string; message: string }) => ({
      stdout: error.stdout,
      stderr: `failed: ${error.stderr}`,
    }));
    return `${stdout}${stderr}`;
  };
  const jest = (config: string, ...args: string[]): Promise<string> =>
    command('jest/bin/jest.js', ['--config', config, '--maxWorkers=2', '--forceExit', ...args]);

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'lineup-another-network-'));
    for (const name of [
      'apps',
      'libs',
      'test',
      'scripts',
      'deploy',
      'package.json',
      'tsconfig.json',
      '.swcrc',
      'jest.config.mjs',
      COMPOSE,
      'Dockerfile',
    ]) {
      cpSync(name, join(copy, name), { recursive: true, filter: (file) => !file.endsWith('node_modules') });
    }
    symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'));
    for (const [name, specs] of Object.entries(SPECS)) {
      writeFileSync(join(copy, `${name}.config.mjs`), configOf(specs));
    }
    for (const room of ROOMS) {
      cpSync(join(copy, room, MODEL), join(copy, room, NEW), {
        recursive: true,
        filter: (file) => !file.endsWith('.spec.ts'),
      });
      for (const file of readdirSync(join(copy, room, NEW))) edit(join(room, NEW, file), ofItsOwn);
    }
    for (const file of [...REGISTRIES, COMPOSE, ...NEEDS]) edit(file, twice);
    edit(GLYPH, (text) => text.replace(/^( +)tiktok: (\w+),$/m, `$&\n$1${NEW}: $2,`));
    for (const catalogue of WORDS) {
      edit(catalogue, (text) => text.replace(/^( +)(?:privacyLevel|SELF_ONLY): (.+)$/gm, inWords));
    }
    edit(GENERATED[0] ?? '', (text) => text.replaceAll(`"${MODEL}"`, `"${MODEL}", "${NEW}"`));
    edit(GENERATED[1] ?? '', (text) => text.replaceAll(`"${MODEL}"`, `"${MODEL}" | "${NEW}"`));
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it.each([
    ['server and tests', []],
    ['web application', ['-p', 'apps/web']],
  ])(
    'is its folders, a line a registry, a sign and its words: the types of the %s are right',
    async (_, where) => {
      expect(await command('typescript/bin/tsc', ['--noEmit', ...where])).toBe('');
    },
    180_000,
  );

  it('is known to the registries, the rules and the settings', async () => {
    const said = await jest('registries.config.mjs');
    expect(said).toMatch(/Tests: +\d+ passed, \d+ total/);
  }, 180_000);

  it('passes what every adapter must, before an honest network and before one that lies', async () => {
    const said = await jest('conformance.config.mjs', '-t', NEW);
    expect(said).toMatch(/Tests: +(?:\d+ skipped, )?\d+ passed, \d+ total/);
    expect(said).not.toMatch(/Tests: .*\b0 passed/);
  }, 240_000);
});
