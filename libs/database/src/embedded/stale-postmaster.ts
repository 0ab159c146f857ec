import { readFileSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const commandOf = (pid: number): string =>
  spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout ?? '';

const commandFromProc = (pid: number): string | null => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return null;
  }
};

/**
 * Cleans up after a killed Lineup: stops a postmaster that still serves this data folder (fast shutdown), and
 * removes a lock whose process is gone, or is another program now. Only to be called by the holder of the folder's
 * own lock.
 */
export async function recoverStalePostmaster(dataDir: string): Promise<'none' | 'removed' | 'stopped'> {
  const lock = join(dataDir, 'postmaster.pid');
  let pid: number;
  try {
    pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'none';
    throw error;
  }
  const command = alive(pid) ? (commandFromProc(pid) ?? commandOf(pid)) : '';
  if (!command.includes('postgres')) {
    rmSync(lock, { force: true });
    return 'removed';
  }
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < 20_000; waited += 100) {
    if (!alive(pid)) return 'stopped';
    await sleep(100);
  }
  throw new Error(`An earlier PostgreSQL (process ${pid}) does not stop; end it and start again`);
}
