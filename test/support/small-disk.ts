import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeSync, openSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Somewhere to keep media that can really be filled. */
export interface SmallDisk {
  home: string;
  /** @param pid of who writes there, and is to find it full */
  fill(pid: number): void;
  free(pid: number): void;
  close(): void;
}

/** More than Lineup leaves free, in MB. */
const SIZE_MB = 240;
/** No file grows beyond it when nothing may be mounted, bytes: less than what is sent, more than what is logged. */
const GROWS_TO = 100_000;

const BLOCK = Buffer.alloc(65_536);

const ran = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;

/**
 * A file system in memory where this user may mount one. Else the system refuses, just as truly, to let files of that
 * process grow (RLIMIT_FSIZE).
 */
export function makeSmallDisk(): SmallDisk {
  const home = mkdtempSync(join(tmpdir(), 'lineup-small-'));
  chmodSync(home, 0o755);
  if (ran('mount', '-t', 'tmpfs', '-o', `size=${SIZE_MB}m,mode=755`, 'tmpfs', home)) return mounted(home);
  return limited(home);
}

function mounted(home: string): SmallDisk {
  const filler = join(home, 'filler');
  return {
    home,
    fill() {
      const file = openSync(filler, 'w');
      try {
        for (;;) writeSync(file, BLOCK);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
      closeSync(file);
    },
    free: () => rmSync(filler, { force: true }),
    close() {
      // Lazily: what a helper still has open goes with it.
      ran('umount', '-l', home);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function limited(home: string): SmallDisk {
  const limit = (pid: number, bytes: string): void => {
    if (!ran('prlimit', '--pid', String(pid), `--fsize=${bytes}:`)) {
      throw new Error('Neither mount nor prlimit (util-linux) work here');
    }
  };
  return {
    home,
    fill: (pid) => limit(pid, String(GROWS_TO)),
    free: (pid) => limit(pid, 'unlimited'),
    close: () => rmSync(home, { recursive: true, force: true }),
  };
}
