import { type ChildProcess, fork } from 'node:child_process';
import { CommandError } from '../command-error.js';
import { entryOf } from '../checkout.js';

/**
 * Work that needs the whole server's code, done by a child process so that this one stays small; the child prints
 * its own progress.
 */
export class Tasks {
  #running: ChildProcess | null = null;

  /** @throws CommandError when it fails; its output says why */
  async run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
    const child = fork(entryOf('cli'), [...args], {
      env,
      execArgv: [],
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#running = child;
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject).once('exit', resolve);
    });
    this.#running = null;
    if (code !== 0) throw new CommandError(`lineup ${args.join(' ')} failed.`);
  }

  stop(): void {
    this.#running?.kill('SIGKILL');
  }
}
