import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PLATFORMS } from '#rules/platforms';

const root = resolve(import.meta.dirname, '../..');

/** Where a network may be named besides its own two folders: a folder ends in `/`. */
const ALLOWED = [
  // The registries, a line each.
  'apps/sandbox/src/platforms.ts',
  'libs/platforms/src/registry.ts',
  'libs/platforms/src/rules/registry.ts',
  // Its sign, its words, and what is made from the API.
  'apps/web/src/shared/ui/network-glyph.tsx',
  'apps/web/src/shared/i18n/',
  'apps/web/src/shared/api/schema.d.ts',
  // What is told of the demonstration's accounts, and what once was.
  'apps/cli/src/demo/',
  'libs/database/src/migrations/',
  // Examples in a sentence about quotas, and a word that too many take for a password.
  'libs/kernel/src/config/config.schema.ts',
  'libs/identity/src/auth/common-passwords.ts',
  // One owner: a page tells its account on the other network, which can be reached by way of the page's, and both take
  // files at one host.
  'apps/sandbox/src/facebook/',
  'apps/sandbox/src/instagram/',
  'libs/platforms/src/instagram/',
  // The login by which accounts of both are reached.
  'libs/platforms/src/meta/dialog.ts',
  // Examples that are looked at, or measured: another network changes nothing there.
  'test/browser/',
  'test/bench/',
  // Every rule that reads a text, those of a network's own language among them.
  'test/support/linear-rules.ts',
  // What is tried with the networks themselves.
  'test/real/',
];

const rooms = (platform: string): string[] => [
  `apps/sandbox/src/${platform}/`,
  `libs/platforms/src/${platform}/`,
];

/** Specs set their scenes with whichever network they like. */
const isSource = (file: string): boolean => /\.(?:tsx?|mjs|css)$/.test(file) && !file.endsWith('.spec.ts');
const sources = ['apps', 'libs', 'test', 'scripts'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name}`)
    .filter(isSource),
);

const code = (file: string): string =>
  readFileSync(join(root, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '');

/**
 * Where a network is named. A name of one letter is also everybody's: it counts in a path, in a comparison, after the word
 * platform and in settings.
 */
function naming(platform: string): RegExp {
  const settings = `\\b${platform.toUpperCase()}_`;
  return platform.length === 1
    ? new RegExp(
        `/${platform}/|(?:platform\\w*\\W{1,6}|[=!]== )['"]${platform}['"]|${settings}(?:API|CLIENT)_`,
      )
    : new RegExp(`(?<![\\w-])${platform}(?![\\w-])|${settings}`);
}

describe('what is known of a network', () => {
  it.each(PLATFORMS)('stands in its rooms, and nothing else names %s', (platform) => {
    const allowed = [...ALLOWED, ...rooms(platform)];
    const named = naming(platform);
    const found = sources
      .filter(
        (file) => !allowed.some((place) => file === place || (place.endsWith('/') && file.startsWith(place))),
      )
      .filter((file) => named.test(code(file)));
    expect(found).toEqual([]);
  });
});
