import { Inject, Injectable } from '@nestjs/common';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { CONFIG, type Config, newId } from '#lib/kernel';
import { ownName } from './incoming/own-name.js';
import { DiskStore } from './storage/disk-store.js';
import type { ByteRange, FileStore } from './storage/file-store.js';
import { s3Settings } from './storage/s3-settings.js';

/** The file as it came, the small picture of it that lists show, or what browsers show when they do not know its type. */
export type MediaVariant = 'original' | 'thumbnail' | 'shown';

const ENDINGS: Record<MediaVariant, string> = { original: '', thumbnail: '.webp', shown: '.jpg' };

/** The original is the last to go: as long as it is there, so is the medium. */
const VARIANTS: readonly MediaVariant[] = ['thumbnail', 'shown', 'original'];

/**
 * Where the bytes are: on disk, or in a bucket when the settings name one, under the hash of their content, so that the
 * same file is kept once per organisation and a stored file never changes.
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
      // A large client, which only those who use it wait for.
      const { S3Store } = await import('./storage/s3-store.js');
      return new S3Store(s3, () => this.newFile());
    };
  }

  /** Folder of this machine for files that are not checked yet, or being worked on; keeping one on disk is a rename. */
  async incoming(): Promise<string> {
    const folder = join(this.#root, 'incoming');
    await mkdir(folder, { recursive: true });
    return folder;
  }

  /** A path there that nobody else has; its name says whose it is, should its process end before its work. */
  async newFile(): Promise<string> {
    return join(await this.incoming(), ownName(newId()));
  }

  /** Takes a finished file over; when the content is known, keeps the one that is there and leaves this one to the caller. */
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

  /** Lends a file as one of this machine, to be read and left as it is, for as long as the work takes. */
  async lend<T>(
    organisationId: string,
    sha256: string,
    work: (path: string) => Promise<T>,
    variant: MediaVariant = 'original',
  ): Promise<T> {
    return (await this.#open()).lend(keyOf(organisationId, sha256, variant), work);
  }

  /** Removes a file and the small and shown ones beside it. */
  async remove(organisationId: string, sha256: string): Promise<void> {
    const store = await this.#open();
    for (const variant of VARIANTS) await store.remove(keyOf(organisationId, sha256, variant));
  }

  /** Proves that media can be written and read. @throws OperatorError 503 `storage_*` */
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
