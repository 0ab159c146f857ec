import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const lockFile = z.object({
  pid: z.number().int(),
  /** Start of the process in kernel ticks: distinguishes it from a later one with the same id. */
  startedAt: z.string(),
  url: z.string().nullable(),
  /** Port of the embedded PostgreSQL, once it listens. */
  databasePort: z.number().nullable(),
});
export type LockContent = z.output<typeof lockFile>;

const pathOf = (home: string): string => join(home, 'lineup.pid');

/** The running Lineup of a home; null when none runs, even if a lock file is left. */
export function runningOn(home: string): LockContent | null {
  const text = readIfThere(pathOf(home));
  return text === null ? null : alive(text);
}

/** Locks a home for one process. */
export class Lock {
  private constructor(
    private readonly file: string,
    private content: LockContent,
  ) {}

  /** @returns the lock, or its present holder */
  static take(home: string): Lock | LockContent {
    const file = pathOf(home);
    const content = { pid: process.pid, startedAt: startOf(process.pid), url: null, databasePort: null };
    for (;;) {
      try {
        writeFileSync(file, JSON.stringify(content), { flag: 'wx', mode: 0o600 });
        return new Lock(file, content);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const text = readIfThere(file);
      if (text === null) continue;
      const holder = alive(text);
      if (holder) return holder;
      removeStale(file, text);
    }
  }

  /** Writes where this Lineup answers, for other commands. */
  tell(news: Partial<Pick<LockContent, 'url' | 'databasePort'>>): void {
    this.content = { ...this.content, ...news };
    writeFileSync(`${this.file}.new`, JSON.stringify(this.content), { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
  }

  release(): void {
    rmSync(this.file, { force: true });
  }
}

/** Moves a stale lock file away; puts it back when another process took it between reading and moving. */
function removeStale(file: string, judged: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (readIfThere(aside) !== judged) linkSync(aside, file);
  rmSync(aside, { force: true });
}

function alive(text: string): LockContent | null {
  const parsed = lockFile.safeParse(text.startsWith('{') ? JSON.parse(text) : null);
  if (!parsed.success) return null;
  const { pid, startedAt } = parsed.data;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return null;
  }
  return startOf(pid) === startedAt ? parsed.data : null;
}

/** Field 22 of /proc/<pid>/stat; empty on other systems, where only the id counts. */
function startOf(pid: number): string {
  const stat = readIfThere(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
