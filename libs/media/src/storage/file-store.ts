import type { Readable } from 'node:stream';

/** Bytes from `start` (included) to `end` (excluded). */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * A store of immutable files. Keys are the same in every store, so that one store's content can be copied into
 * another. Errors are an OperatorError 503 `storage_*`, which says what to correct.
 */
export interface FileStore {
  /**
   * Stores a finished local file. Readers of the key get all of it or nothing, even when the process ends in
   * between. The local file may be gone afterwards.
   */
  take(file: string, key: string): Promise<void>;

  /** Size in bytes; null when there is no such file. */
  size(key: string): Promise<number | null>;

  /** The whole file, or a part of it. Destroying the stream frees what it holds. */
  read(key: string, range?: ByteRange): Promise<Readable>;

  /** Makes the file available under a local path, read-only, while the work runs. */
  lend<T>(key: string, work: (path: string) => Promise<T>): Promise<T>;

  /** Removes the file, if there is one. */
  remove(key: string): Promise<void>;

  /** Checks that files can be written and read. @throws OperatorError 503 `storage_*` */
  check(): Promise<void>;
}
