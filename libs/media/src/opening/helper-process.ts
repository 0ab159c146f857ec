import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HEAP_MB, LOOK_MS, MOST_CPU_S, RETIRE, SLACK_MB } from './limits.js';
import type { Answered, Asked } from './tasks.js';

/** Why a process gave no answer. */
export type Death = 'time' | 'memory' | 'crash' | 'ended';

export class Died extends Error {
  constructor(readonly death: Death) {
    super(`The process that opens files gave no answer (${death})`);
    this.name = 'Died';
  }
}

const PROGRAM = join('dist', 'libs', 'media', 'src', 'opened', 'main.js');

/** Limits that the system itself holds a process to: memory it may write to (KB), seconds of computing. */
const SHELL = 'ulimit -d "$1"; ulimit -t "$2"; ulimit -c 0; shift 2; exec "$@"';

/** Memory pages of the systems that have /proc are 4 KB, or reported larger than they are. */
const PAGE_MB = 4_096 / 1e6;

/**
 * One process that opens untrusted files, one after the other. It knows nothing: an empty environment, no folder of ours
 * to start from. It is killed when it takes too long or holds too much, and never restarted: another takes its place.
 */
export class HelperProcess {
  readonly #child: ChildProcess;
  readonly #mostMb: number;
  #files = 0;
  #answered: ((answer: Answered) => void) | null = null;
  #died: ((error: Died) => void) | null = null;
  #death: Death = 'crash';
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
    this.#child.on('message', (answer) => this.#answered?.(answer as Answered));
    this.#child.on('error', () => this.#end());
    this.#child.on('exit', () => this.#end());
    if (stepsBack) this.#stepBack();
  }

  /** Its process id; undefined when it never came to be. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  get over(): boolean {
    return this.#over;
  }

  /** @throws Died when there is no answer in time */
  async run(asked: Asked, mostMs: number): Promise<Answered> {
    if (this.#over) throw new Died('crash');
    const timer = setTimeout(() => this.kill('time'), mostMs);
    const watch = setInterval(() => void this.#look(), LOOK_MS);
    this.#child.ref();
    this.#child.channel?.ref();
    try {
      return await new Promise<Answered>((resolve, reject) => {
        this.#answered = resolve;
        this.#died = reject;
        // A process that is gone says so by its end.
        this.#child.send(asked, () => undefined);
      });
    } finally {
      clearTimeout(timer);
      clearInterval(watch);
      this.#answered = this.#died = null;
      this.#files++;
      // One that waits keeps nobody from ending.
      this.#child.unref();
      this.#child.channel?.unref();
    }
  }

  /** Whether it has done enough for one life. */
  spent({ heldMb, usedMs }: Answered): boolean {
    return this.#files >= RETIRE.files || heldMb > RETIRE.heldMb || usedMs > RETIRE.usedMs;
  }

  kill(death: Death): void {
    if (this.#over) return;
    this.#death = death;
    this.#child.kill('SIGKILL');
  }

  #end(): void {
    this.#over = true;
    this.onEnd();
    this.#died?.(new Died(this.#death));
  }

  /** People come first: it computes when nobody else wants to. */
  #stepBack(): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
    } catch (error) {
      // Gone already: its end is told by its own event.
      if (!(error instanceof Error) || !/ESRCH/.test(error.message)) throw error;
    }
  }

  async #look(): Promise<void> {
    const held = await heldMb(this.#child.pid);
    if (held !== null && held > this.#mostMb) this.kill('memory');
  }
}

/** What a process holds, where the system says so; elsewhere its own limits must do. */
async function heldMb(pid: number | undefined): Promise<number | null> {
  try {
    const [, pages] = (await readFile(`/proc/${pid}/statm`, 'latin1')).split(' ');
    return Number(pages) * PAGE_MB;
  } catch {
    return null;
  }
}

/** The built program, whether this runs from the sources, from `dist`, or from a bundle: in the nearest checkout above. */
export function programPath(from = fileURLToPath(import.meta.url)): string {
  for (let folder = dirname(from); ; folder = dirname(folder)) {
    const candidate = join(folder, PROGRAM);
    if (existsSync(candidate)) return candidate;
    if (folder === dirname(folder)) throw new Error(`${PROGRAM} is missing: npm run build`);
  }
}
