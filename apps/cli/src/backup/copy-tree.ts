import { copyFile, mkdir, open, readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

const isGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/**
 * Copies a folder that is in use: files that vanish meanwhile are left out. Each copy is synced to disk before its
 * folder is done.
 * @param wanted by its path below `from`; an unwanted folder is left out with everything below it
 * @returns bytes
 */
export async function copyTree(
  from: string,
  to: string,
  wanted: (path: string) => boolean = () => true,
): Promise<number> {
  const copyFolder = async (folder: string): Promise<number> => {
    const target = join(to, relative(from, folder));
    await mkdir(target, { recursive: true, mode: 0o700 });
    let bytes = 0;
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (!wanted(relative(from, path))) continue;
      if (entry.isDirectory()) bytes += await copyFolder(path);
      else if (entry.isFile()) bytes += await copyOne(path, join(target, entry.name));
    }
    return bytes;
  };
  return copyFolder(from);
}

async function copyOne(from: string, to: string): Promise<number> {
  try {
    await copyFile(from, to);
  } catch (error) {
    if (isGone(error)) return 0;
    throw error;
  }
  const file = await open(to, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  return (await stat(to)).size;
}
