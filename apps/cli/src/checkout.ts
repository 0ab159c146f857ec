import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const upward = (folder: string): string =>
  existsSync(join(folder, 'package.json')) ? folder : upward(dirname(folder));

/** Folder of the checkout, whether this runs compiled or from source. */
export const checkout = upward(dirname(fileURLToPath(import.meta.url)));

/**
 * Flags of Node for one of the processes. A worker sends a thousand requests of one instant: in the young generation that
 * Node starts with, most of that moment goes into copying them (docs/benchmarks.md). It grows under such load only.
 */
export const flagsOf = (app: 'api' | 'worker' | 'sandbox' | 'cli'): string[] =>
  app === 'worker' ? ['--max-semi-space-size=64'] : [];

/** The compiled entry of one of the processes. */
export const entryOf = (app: 'api' | 'worker' | 'sandbox' | 'cli'): string =>
  join(checkout, 'dist', 'apps', app, 'src', 'main.js');

/** The version of Lineup that this is. */
export const versionOfLineup = (): string =>
  (JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { version: string }).version;
