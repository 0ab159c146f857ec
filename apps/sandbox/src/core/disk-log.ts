import { createReadStream } from 'node:fs';
import { appendFile, mkdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export type DiskLogLine =
  { t: 'row'; table: string; key: string; value: unknown } | { t: 'entry'; value: unknown };

const FLUSH_MS = 15;

/**
 * Append-only JSONL file. Lines are collected for a few milliseconds and written in order, so that a request never
 * waits for the disk. Without a folder everything stays in memory.
 */
export class DiskLog {
  private buffer: string[] = [];
  private writing: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  private constructor(private readonly file: string | null) {}

  static async open(dataDir: string | undefined): Promise<{ diskLog: DiskLog; lines: DiskLogLine[] }> {
    if (!dataDir) return { diskLog: new DiskLog(null), lines: [] };
    await mkdir(join(dataDir, 'media'), { recursive: true });
    const file = join(dataDir, 'ledger.jsonl');
    // A line cut by a crash must not swallow the next one.
    await appendFile(file, '\n');
    return { diskLog: new DiskLog(file), lines: await load(file) };
  }

  append(line: DiskLogLine): void {
    if (this.file === null) return;
    this.buffer.push(JSON.stringify(line));
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS);
  }

  /** Resolves once everything appended so far is on disk. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { file, buffer } = this;
    if (file === null || buffer.length === 0) return this.writing;
    this.buffer = [];
    this.writing = this.writing.then(() => appendFile(file, `${buffer.join('\n')}\n`));
    return this.writing;
  }

  /** Deletes the whole journal. */
  async reset(): Promise<void> {
    await this.flush();
    if (this.file !== null) await truncate(this.file);
  }
}

async function load(file: string): Promise<DiskLogLine[]> {
  const lines: DiskLogLine[] = [];
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    const line = parse(text);
    if (line) lines.push(line);
  }
  return lines;
}

function parse(text: string): DiskLogLine | null {
  if (text === '') return null;
  try {
    return JSON.parse(text) as DiskLogLine;
  } catch {
    return null;
  }
}
