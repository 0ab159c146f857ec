import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HEAP_MB, LOOK_MS, MOST_CPU_S, RETIRE, SLACK_MB } from './limits.js';
import type { TaskAnswer, TaskRequest } from './tasks.js';

/** Why a process did not answer. */
export type HelperEnd = 'time' | 'memory' | 'crash' | 'ended';

export class HelperEnded extends Error {
  constructor(readonly end: HelperEnd) {
    super(`The process that opens files gave no answer (${end})`);
    this.name = 'HelperEnded';
  }
}

const PROGRAM = join('dist', 'libs', 'media', 'src', 'helper', 'main.js');

/** Limits enforced by the system: writable memory (KB) and CPU time (s). */
const SHELL = 'ulimit -d "$1"; ulimit -t "$2"; ulimit -c 0; shift 2; exec "$@"';

/** Size of a memory page on systems with /proc, MB: 4 KB, else reported larger than it is. */
const PAGE_MB = 4_096 / 1e6;

/**
 * One process that opens untrusted files, one after the other, with an empty environment and outside our folders. It
 * is killed when it takes too long or uses too much memory, and replaced, never restarted.
 */
export class HelperProcess {
  readonly #child: ChildProcess;
  readonly #mostMb: number;
  #files = 0;
  #answered: ((answer: TaskAnswer) => void) | null = null;
  #rejected: ((error: HelperEnded) => void) | null = null;
  #howItEnds: HelperEnd = 'crash';
  #over = false;

  constructor(
    mostMb: number,
    stepsBack: boolean,
    private readonly onEnd: () => void,
  ) {
    this.#mostMb = mostMb;
    const program = [process.execPath, `--max-old-space-size=${HEAP_MB}`, programPath()];
    const limits = [String((mostMb + SLACK_MB) * 1_000), String(MOST_CPU_S)];
    this.#child = spawn('/bin/sh', ['-c', SHELL, 'sh', ...limits, ...program], {
      cwd: '/',
      env: { PATH: process.env.PATH ?? '' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#child.on('message', (answer) => this.#answered?.(answer as TaskAnswer));
    this.#child.on('error', () => this.#end());
    this.#child.on('exit', () => this.#end());
    if (stepsBack) this.#stepBack();
  }

  /** Its process id; undefined when it could not be started. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  get over(): boolean {
    return this.#over;
  }

  /** @throws Died when there is no answer in time */
  async run(asked: TaskRequest, mostMs: number): Promise<TaskAnswer> {
    if (this.#over) throw new HelperEnded('crash');
    const timer = setTimeout(() => this.kill('time'), mostMs);
    const watch = setInterval(() => void this.#look(), LOOK_MS);
    this.#child.ref();
    this.#child.channel?.ref();
    try {
      return await new Promise<TaskAnswer>((resolve, reject) => {
        this.#answered = resolve;
        this.#rejected = reject;
        // When the process is gone, its exit event reports it.
        this.#child.send(asked, () => undefined);
      });
    } finally {
      clearTimeout(timer);
      clearInterval(watch);
      this.#answered = this.#rejected = null;
      this.#files++;
      // An idle process does not keep this one running.
      this.#child.unref();
      this.#child.channel?.unref();
    }
  }

  /** Whether it should be retired. */
  spent({ heldMb, usedMs }: TaskAnswer): boolean {
    return this.#files >= RETIRE.files || heldMb > RETIRE.heldMb || usedMs > RETIRE.usedMs;
  }

  kill(end: HelperEnd): void {
    if (this.#over) return;
    this.#howItEnds = end;
    this.#child.kill('SIGKILL');
  }

  #end(): void {
    this.#over = true;
    this.onEnd();
    this.#rejected?.(new HelperEnded(this.#howItEnds));
  }

  /** Lowers its CPU priority below that of processes that serve people. */
  #stepBack(): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
    } catch (error) {
      // Gone already, which its exit event reports.
      if (!(error instanceof Error) || !/ESRCH/.test(error.message)) throw error;
    }
  }

  async #look(): Promise<void> {
    const held = await heldMb(this.#child.pid);
    if (held !== null && held > this.#mostMb) this.kill('memory');
  }
}

/** Memory of a process, where the system reports it; elsewhere its own limits must do. */
async function heldMb(pid: number | undefined): Promise<number | null> {
  try {
    const [, pages] = (await readFile(`/proc/${pid}/statm`, 'latin1')).split(' ');
    return Number(pages) * PAGE_MB;
  } catch {
    return null;
  }
}

/**
 * Path of the built program, whether this runs from the sources, from `dist`, or from a bundle: in the nearest
 * checkout above.
 */
export function programPath(from = fileURLToPath(import.meta.url)): string {
  for (let folder = dirname(from); ; folder = dirname(folder)) {
    const candidate = join(folder, PROGRAM);
    if (existsSync(candidate)) return candidate;
    if (folder === dirname(folder)) throw new Error(`${PROGRAM} is missing: npm run build`);
  }
}
