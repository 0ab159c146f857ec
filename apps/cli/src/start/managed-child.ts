import { type ChildProcess, fork } from 'node:child_process';
import { CommandError } from '../command-error.js';

export interface ChildOptions {
  name: string;
  entry: string;
  /** Flags of Node. */
  flags?: readonly string[];
  env: NodeJS.ProcessEnv;
  /** Called with a sentence for the person at the terminal. */
  onMessage: (line: string) => void;
  /** Called when it keeps dying and is not restarted any more. */
  onGiveUp: (name: string) => void;
  /** Pauses between restarts, ms; after as many deaths in a row it is given up. */
  backoffMs?: readonly number[];
  /** After this uptime, earlier deaths do not count any more, ms. */
  calmMs?: number;
  readyMs?: number;
}

const BACKOFF_MS = [500, 1000, 2000, 5000, 10_000];
const CALM_MS = 60_000;
const READY_MS = 60_000;

/**
 * One of Lineup's processes, with an IPC channel by which it reports that it is ready, and ends when this process is
 * killed. It is restarted when it dies; its output goes to standard error.
 */
export class ManagedChild {
  #process: ChildProcess | null = null;
  #restart: NodeJS.Timeout | null = null;
  #stopping = false;
  #deaths = 0;
  #startedAt = 0;

  constructor(private readonly options: ChildOptions) {}

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** @throws Error when the first start fails, which is not retried: the configuration cannot work */
  async start(): Promise<unknown> {
    const child = this.#spawn();
    const ready = await whenReady(child, this.options.readyMs ?? READY_MS);
    if (ready === null) {
      await this.stop(2000);
      throw new CommandError(`The ${this.options.name} process did not start; its last lines above say why.`);
    }
    child.once('exit', (code, signal) => this.#died(code, signal));
    // It may have died between being ready and being watched.
    if (child.exitCode !== null || child.signalCode !== null) this.#died(child.exitCode, child.signalCode);
    return ready;
  }

  /** Asks it to stop; kills it after the grace period. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    if (this.#restart) clearTimeout(this.#restart);
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    const impatience = setTimeout(() => {
      this.options.onMessage(`The ${this.options.name} does not stop by itself: ending it`);
      child.kill('SIGKILL');
    }, graceMs);
    await ended;
    clearTimeout(impatience);
  }

  #spawn(): ChildProcess {
    this.#startedAt = performance.now();
    // Its own process group: Ctrl-C reaches this process only, which stops the others in order.
    const child = fork(this.options.entry, [], {
      env: this.options.env,
      execArgv: [...(this.options.flags ?? [])],
      detached: true,
      stdio: ['ignore', 2, 2, 'ipc'],
    });
    child.on('error', (error) => this.options.onMessage(`The ${this.options.name}: ${error.message}`));
    this.#process = child;
    return child;
  }

  #died(code: number | null, signal: NodeJS.Signals | null): void {
    if (this.#stopping) return;
    const { name, backoffMs = BACKOFF_MS, calmMs = CALM_MS, onMessage, onGiveUp } = this.options;
    if (performance.now() - this.#startedAt > calmMs) this.#deaths = 0;
    const pause = backoffMs[this.#deaths++];
    if (pause === undefined) {
      onMessage(`The ${name} ended again (${signal ?? code}); giving up`);
      onGiveUp(name);
      return;
    }
    onMessage(`The ${name} ended unexpectedly (${signal ?? code}); starting it again in ${pause / 1000} s`);
    this.#restart = setTimeout(() => {
      const child = this.#spawn();
      child.once('exit', (nextCode, nextSignal) => this.#died(nextCode, nextSignal));
      void whenReady(child, this.options.readyMs ?? READY_MS).then((ready) => {
        if (ready !== null) onMessage(`The ${name} is back`);
        else if (!this.#stopping) child.kill('SIGKILL');
      });
    }, pause);
  }
}

/** @returns the child's `ready` message, or null when it ended or did not send one in time */
function whenReady(child: ChildProcess, timeoutMs: number): Promise<object | null> {
  return new Promise((resolve) => {
    const settle = (result: object | null): void => {
      clearTimeout(timer);
      child.off('message', listen).off('exit', ended);
      resolve(result);
    };
    const listen = (message: unknown): void => {
      if (typeof message === 'object' && message !== null && 'ready' in message) settle(message);
    };
    const ended = (): void => settle(null);
    const timer = setTimeout(ended, timeoutMs);
    child.on('message', listen).once('exit', ended);
  });
}
