import type { Readable } from 'node:stream';

/** Bytes from `start` (included) to `end` (excluded). */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * A place for files that never change. Keys are the same in every store, so a store's content can be copied into
 * another as it is. What a store refuses is an OperatorError 503 `storage_*`, which says what to put right.
 */
export interface FileStore {
  /**
   * Takes a finished file of this machine over. Whoever asks for the key sees all of it or nothing, even when the
   * process ends in the middle. The file may be gone afterwards.
   */
  take(file: string, key: string): Promise<void>;

  /** Bytes; null when there is no such file. */
  size(key: string): Promise<number | null>;

  /** The whole file, or a part of it. Destroying the stream frees what it holds. */
  read(key: string, range?: ByteRange): Promise<Readable>;

  /** Lends the file as one of this machine, to be read and left as it is, for as long as the work takes. */
  lend<T>(key: string, work: (path: string) => Promise<T>): Promise<T>;

  /** Removes the file, if there is one. */
  remove(key: string): Promise<void>;

  /** Proves that files can be written and read. @throws OperatorError 503 `storage_*` */
  check(): Promise<void>;
}
