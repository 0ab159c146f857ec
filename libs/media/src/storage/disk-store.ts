import { LocalStorageAdapter } from '@flystorage/local-fs';
import { createReadStream } from 'node:fs';
import { access, constants, mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import type { ByteRange, FileStore } from './file-store.js';

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** A local folder, or one that several machines share. */
export class DiskStore implements FileStore {
  readonly #adapter: LocalStorageAdapter;

  constructor(private readonly root: string) {
    this.#adapter = new LocalStorageAdapter(root);
  }

  /** The file is below the root, on the same disk, so this is an atomic rename. */
  async take(file: string, key: string): Promise<void> {
    await this.#adapter.moveFile(relative(this.root, file), key, {});
  }

  async size(key: string): Promise<number | null> {
    try {
      return await this.#adapter.fileSize(key, {});
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** Not through the library, whose streams know no range and stay open when their reader goes away. */
  async read(key: string, range?: ByteRange): Promise<Readable> {
    return createReadStream(join(this.root, key), range ? { start: range.start, end: range.end - 1 } : {});
  }

  async lend<T>(key: string, work: (path: string) => Promise<T>): Promise<T> {
    return work(join(this.root, key));
  }

  async remove(key: string): Promise<void> {
    await this.#adapter.deleteFile(key);
  }

  async check(): Promise<void> {
    await mkdir(this.root, { recursive: true });
    await access(this.root, constants.R_OK | constants.W_OK);
  }
}
