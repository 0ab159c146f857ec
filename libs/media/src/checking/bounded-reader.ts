import type { FileHandle } from 'node:fs/promises';
import { unreadable } from './refusals.js';

const WINDOW = 65_536;

/**
 * Most bytes of a file that a check reads: enough for the tables of a video of many hours, and all headers of any
 * picture.
 */
const BUDGET = 1_100_000_000;

/** Source of bytes: a file, or memory in tests. */
export interface Source {
  size: number;
  read(at: number, length: number): Promise<Buffer>;
}

/**
 * Reads small parts of a file, mostly in order, through one window of {@link WINDOW} bytes: holds no more than the
 * window, and reads no more than the budget, whatever the file asks for.
 */
export class BoundedReader {
  #window: Buffer = Buffer.alloc(0);
  #from = 0;
  #left: number;

  constructor(
    private readonly source: Source,
    budget = BUDGET,
  ) {
    this.#left = budget;
  }

  get size(): number {
    return this.source.size;
  }

  /** Exactly these bytes, at most a window. @throws DomainError 422 `media_unreadable` past the end */
  async take(at: number, length: number): Promise<Buffer> {
    const bytes = await this.peek(at, length);
    if (bytes.length < length) throw unreadable('cut off');
    return bytes;
  }

  /** These bytes, or as many of them as exist. */
  async peek(at: number, length: number): Promise<Buffer> {
    const end = Math.min(at + length, this.size);
    if (at >= end) return Buffer.alloc(0);
    if (at < this.#from || end > this.#from + this.#window.length) await this.#fill(at, end - at);
    return this.#window.subarray(at - this.#from, end - this.#from);
  }

  async #fill(at: number, length: number): Promise<void> {
    if (length > WINDOW) throw unreadable('a head of absurd length');
    const wanted = Math.min(WINDOW, this.size - at);
    this.#left -= wanted;
    if (this.#left < 0) throw unreadable('more to read than any file needs');
    this.#window = await this.source.read(at, wanted);
    this.#from = at;
  }
}

/** An open file as a source. */
export const fileSource = (handle: FileHandle, size: number): Source => ({
  size,
  async read(at, length) {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await handle.read(buffer, 0, length, at);
    return buffer.subarray(0, bytesRead);
  },
});

/** Bytes in memory as a source. */
export const bytesSource = (bytes: Buffer): Source => ({
  size: bytes.length,
  read: async (at, length) => bytes.subarray(at, at + length),
});
