import type { DiskLog } from './disk-log.js';

/** Rows by key; every change is written to the journal, and the last version of a row counts when it is read back. */
export class Table<T> {
  private readonly rows = new Map<string, T>();

  constructor(
    private readonly name: string,
    private readonly diskLog: DiskLog,
    private readonly keyOf: (row: T) => string,
    loaded: Iterable<T> = [],
  ) {
    for (const row of loaded) this.rows.set(keyOf(row), row);
  }

  get(key: string): T | undefined {
    return this.rows.get(key);
  }

  /** Stores a new row, or journals that a stored one was changed in place. */
  put(row: T): T {
    const key = this.keyOf(row);
    this.rows.set(key, row);
    this.diskLog.append({ t: 'row', table: this.name, key, value: row });
    return row;
  }

  values(): IterableIterator<T> {
    return this.rows.values();
  }

  clear(): void {
    this.rows.clear();
  }

  /** Writes every row again, after the journal was emptied. */
  rewrite(): void {
    for (const row of [...this.rows.values()]) this.put(row);
  }
}
