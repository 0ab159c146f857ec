import { Inject, Injectable } from '@nestjs/common';
import { createReadStream } from 'node:fs';
import { access, mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { CONFIG, type Config } from '#lib/kernel';

/**
 * Where the bytes are: on disk, under the hash of their content, so that the same file is kept once per organisation
 * and a stored file never changes.
 */
@Injectable()
export class MediaStorage {
  readonly #root: string;

  constructor(@Inject(CONFIG) config: Config) {
    this.#root = join(config.LINEUP_HOME, 'media');
  }

  /** Folder for uploads that are not checked yet; on the same disk, so that keeping one is a rename. */
  async incoming(): Promise<string> {
    const folder = join(this.#root, 'incoming');
    await mkdir(folder, { recursive: true });
    return folder;
  }

  path(organisationId: string, sha256: string, variant: 'original' | 'thumbnail' = 'original'): string {
    return join(
      this.#root,
      organisationId,
      sha256.slice(0, 2),
      variant === 'original' ? sha256 : `${sha256}.webp`,
    );
  }

  /** Takes a checked file over; keeps the one that is there when the content is known. */
  async keep(file: string, organisationId: string, sha256: string): Promise<void> {
    const target = this.path(organisationId, sha256);
    await mkdir(join(target, '..'), { recursive: true });
    try {
      await access(target);
      await rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      await rename(file, target);
    }
  }

  /** Bytes of a stored file; null when there is none. */
  async size(organisationId: string, sha256: string): Promise<number | null> {
    try {
      return (await stat(this.path(organisationId, sha256))).size;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  /** The whole file, or the bytes from `start` (included) to `end` (excluded). */
  stream(
    organisationId: string,
    sha256: string,
    variant: 'original' | 'thumbnail',
    range?: { start: number; end: number },
  ): Readable {
    const file = this.path(organisationId, sha256, variant);
    return createReadStream(file, range ? { start: range.start, end: range.end - 1 } : {});
  }
}
