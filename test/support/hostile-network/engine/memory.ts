import { readFileSync } from 'node:fs';

/** The most memory that a process has had at once, bytes. */
export function mostMemoryOf(pid: number): number {
  const [, kilobytes] = /VmHWM:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  if (kilobytes === undefined) throw new Error(`Nothing is told of the memory of ${pid}`);
  return Number(kilobytes) * 1024;
}
