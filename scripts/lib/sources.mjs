import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SKIPPED = new Set(['node_modules', 'dist', '.lineup']);

/** @returns {string[]} every file under the given files and folders, in a stable order */
function listFiles(paths) {
  return paths.flatMap((path) => {
    if (!existsSync(path)) return [];
    if (statSync(path).isFile()) return [path];
    const names = readdirSync(path).filter((name) => !SKIPPED.has(name));
    return listFiles(names.sort().map((name) => join(path, name)));
  });
}

/**
 * Hex SHA-256 over names and contents: dates lie after a checkout, contents do not.
 * @param {string[]} paths files and folders, relative to the checkout
 * @param {(file: string) => boolean} wanted
 */
export function fingerprint(paths, wanted = () => true) {
  const hash = createHash('sha256');
  for (const file of listFiles(paths).filter(wanted)) {
    hash
      .update(file)
      .update('\0')
      .update(createHash('sha256').update(readFileSync(file)).digest());
  }
  return hash.digest('hex');
}
