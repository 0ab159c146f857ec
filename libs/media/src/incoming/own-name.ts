import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
/** Distinguishes this process from an earlier one with the same id: in a container it is always 1. */
const life = randomBytes(4).toString('hex');

/** Name of a file that this process works on. */
export const ownName = (id: string): string => `${host}.${process.pid}.${life}.${id}`;

/**
 * Whether a file belongs to a process of this machine that is gone, by its name; null when the name does not tell,
 * for it may be another machine's.
 */
export function isOrphan(name: string): boolean | null {
  const [, machine, pid = '', born] = /^([0-9a-f]{8})\.(\d+)\.([0-9a-f]{8})\./.exec(name) ?? [];
  if (machine !== host) return null;
  if (Number(pid) === process.pid) return born !== life;
  return isAlive(Number(pid)) ? null : true;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user exists too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
