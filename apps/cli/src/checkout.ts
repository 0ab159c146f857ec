import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const upward = (folder: string): string =>
  existsSync(join(folder, 'package.json')) ? folder : upward(dirname(folder));

/** Folder of the checkout, whether this runs compiled or from source. */
export const checkout = upward(dirname(fileURLToPath(import.meta.url)));

/**
 * Node flags of each process. A worker sends a thousand requests at one instant; with Node's default young
 * generation, most of that time would be spent copying them (docs/benchmarks.md). It grows only under such load.
 */
export const flagsOf = (app: 'api' | 'worker' | 'sandbox' | 'cli'): string[] =>
  app === 'worker' ? ['--max-semi-space-size=64'] : [];

/** The compiled entry of a process. */
export const entryOf = (app: 'api' | 'worker' | 'sandbox' | 'cli'): string =>
  join(checkout, 'dist', 'apps', app, 'src', 'main.js');

/** Version of this Lineup. */
export const versionOfLineup = (): string =>
  (JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { version: string }).version;
