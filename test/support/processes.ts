import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** One of Lineup's compiled processes, as it is shipped. */
export class TestProcess {
  /** Everything it printed, both streams. */
  output = '';
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;

  /** @param entry compiled file, or `npm` @param node the Node.js that runs it; the one of the tests when absent */
  constructor(entry: string, args: string[], env: Record<string, string>, node = process.execPath) {
    const [program, first] = entry === 'npm' ? ['npm', []] : [node, [join(root, entry)]];
    this.child = spawn(program, [...first, ...args], {
      // Nothing of the test runner's own settings but the way to the programs.
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: root,
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
    this.exited = new Promise((done) => this.child.once('exit', (code) => done(code)));
  }

  /** Waits until something is true. @throws Error with what the process printed */
  async until<T>(what: string, probe: () => Promise<T | null> | T | null, withinMs = 60_000): Promise<T> {
    const end = performance.now() + withinMs;
    while (performance.now() < end) {
      const found = await probe();
      if (found !== null) return found;
      if (this.child.exitCode !== null) break;
      await new Promise((wait) => setTimeout(wait, 50));
    }
    throw new Error(`Waited in vain for ${what}; the process printed:\n${this.output}`);
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.child.exitCode === null) this.child.kill(signal);
    return this.exited;
  }
}

/** Status of an address; null while nobody listens. */
export async function statusOf(url: string): Promise<number | null> {
  try {
    return (await fetch(url)).status;
  } catch (error) {
    // By name: fetch belongs to another realm than the test.
    if ((error as Error).name === 'TypeError') return null;
    throw error;
  }
}
