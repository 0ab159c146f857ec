import { Inject, Injectable } from '@nestjs/common';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { CONFIG, type Config, newId } from '#lib/kernel';
import { ownName } from './incoming/own-name.js';
import { DiskStore } from './storage/disk-store.js';
import type { ByteRange, FileStore } from './storage/file-store.js';
import { s3Settings } from './storage/s3-settings.js';

/** The uploaded file, its thumbnail for lists, or a version for browsers that cannot show its type. */
export type MediaVariant = 'original' | 'thumbnail' | 'shown';

const ENDINGS: Record<MediaVariant, string> = { original: '', thumbnail: '.webp', shown: '.jpg' };

/** The original is removed last: as long as it is there, the medium is. */
const VARIANTS: readonly MediaVariant[] = ['thumbnail', 'shown', 'original'];

/**
 * Stores files on disk, or in a bucket when the settings name one, under the hash of their content: a file is stored
 * once per organisation and never changes.
 */
@Injectable()
export class MediaStorage {
  readonly #root: string;
  readonly #store: () => Promise<FileStore>;
  #opened: Promise<FileStore> | null = null;

  constructor(@Inject(CONFIG) config: Config) {
    this.#root = join(config.LINEUP_HOME, 'media');
    const s3 = s3Settings(config);
    this.#store = async () => {
      if (!s3) return new DiskStore(this.#root);
      // A large client, loaded only when it is used.
      const { S3Store } = await import('./storage/s3-store.js');
      return new S3Store(s3, () => this.newFile());
    };
  }

  /** Local folder for files that are unchecked or being worked on; storing one on disk is a rename. */
  async incoming(): Promise<string> {
    const folder = join(this.#root, 'incoming');
    await mkdir(folder, { recursive: true });
    return folder;
  }

  /** A unique path there; its name tells the process, should that end before its work. */
  async newFile(): Promise<string> {
    return join(await this.incoming(), ownName(newId()));
  }

  /** Stores a finished file. When the content is stored already, that file stays and the caller keeps this one. */
  async keep(
    file: string,
    organisationId: string,
    sha256: string,
    variant: MediaVariant = 'original',
  ): Promise<void> {
    const store = await this.#open();
    const key = keyOf(organisationId, sha256, variant);
    if ((await store.size(key)) === null) await store.take(file, key);
  }

  /** Bytes of a stored file; null when there is none. */
  async size(
    organisationId: string,
    sha256: string,
    variant: MediaVariant = 'original',
  ): Promise<number | null> {
    return (await this.#open()).size(keyOf(organisationId, sha256, variant));
  }

  /** The whole file, or a part of it. */
  async stream(
    organisationId: string,
    sha256: string,
    variant: MediaVariant,
    range?: ByteRange,
  ): Promise<Readable> {
    return (await this.#open()).read(keyOf(organisationId, sha256, variant), range);
  }

  /** Makes a file available under a local path, read-only, while the work runs. */
  async lend<T>(
    organisationId: string,
    sha256: string,
    work: (path: string) => Promise<T>,
    variant: MediaVariant = 'original',
  ): Promise<T> {
    return (await this.#open()).lend(keyOf(organisationId, sha256, variant), work);
  }

  /** Removes a file with its thumbnail and browser version. */
  async remove(organisationId: string, sha256: string): Promise<void> {
    const store = await this.#open();
    for (const variant of VARIANTS) await store.remove(keyOf(organisationId, sha256, variant));
  }

  /** Checks that files can be written and read. @throws OperatorError 503 `storage_*` */
  async check(): Promise<void> {
    await (await this.#open()).check();
  }

  #open(): Promise<FileStore> {
    this.#opened ??= this.#store().catch((error: unknown) => {
      this.#opened = null;
      throw error;
    });
    return this.#opened;
  }
}

const keyOf = (organisationId: string, sha256: string, variant: MediaVariant): string =>
  `${organisationId}/${sha256.slice(0, 2)}/${sha256}${ENDINGS[variant]}`;
