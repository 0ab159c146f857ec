import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const upward = (folder: string): string =>
  existsSync(join(folder, 'package.json')) ? folder : upward(dirname(folder));

/** Folder of the checkout, whether this runs compiled or from source. */
export const checkout = upward(dirname(fileURLToPath(import.meta.url)));

/** The compiled entry of one of the processes. */
export const entryOf = (app: 'api' | 'worker' | 'sandbox' | 'cli'): string =>
  join(checkout, 'dist', 'apps', app, 'src', 'main.js');
