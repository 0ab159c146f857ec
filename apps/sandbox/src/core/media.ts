import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decimalId } from './ids.js';
import { sniff } from './sniff.js';
import type { Table } from './table.js';

export interface StoredMedia {
  id: string;
  mime: string;
  bytes: number;
}

/** Files uploaded to or fetched by the networks. Written in the background, readable at once. */
export class MediaStore {
  private readonly memory = new Map<string, Buffer>();
  private readonly writing = new Set<Promise<void>>();

  constructor(
    private readonly table: Table<StoredMedia>,
    private readonly dataDir: string | undefined,
  ) {}

  save(content: Buffer, id = decimalId('44')): string {
    this.table.put({ id, mime: sniff(content).mime, bytes: content.length });
    this.memory.set(id, content);
    if (this.dataDir) {
      const write = writeFile(join(this.dataDir, 'media', id), content)
        .then(() => void this.memory.delete(id))
        // A full disk must not end the sandbox: the file stays in memory.
        .catch(() => undefined)
        .finally(() => this.writing.delete(write));
      this.writing.add(write);
    }
    return id;
  }

  /** An id that `join` fills later, so that the visible effect need not wait for it. */
  reserve(): string {
    return decimalId('44');
  }

  /** Joins uploaded parts. */
  async join(id: string, parts: string[]): Promise<void> {
    const buffers = await Promise.all(parts.map((part) => this.read(part)));
    this.save(Buffer.concat(buffers.map((buffer) => buffer ?? Buffer.alloc(0))), id);
  }

  get(id: string): StoredMedia | undefined {
    return this.table.get(id);
  }

  async read(id: string): Promise<Buffer | null> {
    const held = this.memory.get(id);
    if (held) return held;
    if (!this.dataDir || !this.table.get(id)) return null;
    return readFile(join(this.dataDir, 'media', id)).catch(() => null);
  }

  async settle(): Promise<void> {
    await Promise.allSettled([...this.writing]);
  }

  clear(): void {
    this.table.clear();
    this.memory.clear();
  }
}
