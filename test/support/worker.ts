import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

export interface TestWorker {
  process: ChildProcess;
  /** Points of a rehearsal that publications have come to, as `point@id`. */
  held: Set<string>;
  /** Resolves with the signal that ended it, if one did. */
  ended: Promise<{ signal: string | null }>;
  /** The last of what it printed. */
  output(): string;
  stop(): Promise<void>;
}

interface StartOptions {
  /** Another program that takes the worker's place. */
  program?: string;
  /** Module loaded before anything else, as an address. */
  preload?: string;
}

/** A real worker process out of dist, with its own failpoints. Everything it printed is in the error when it dies early. */
export async function startWorker(
  env: Record<string, string>,
  { program = 'dist/apps/worker/src/main.js', preload }: StartOptions = {},
): Promise<TestWorker> {
  const child = fork(program, {
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    silent: true,
    execArgv: preload ? ['--import', preload] : [],
  });
  const held = new Set<string>();
  let output = '';
  const read = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-20_000);
    for (const [, point = ''] of output.matchAll(/^held (\S+)$/gm)) held.add(point);
  };
  child.stdout?.on('data', read);
  child.stderr?.on('data', read);
  const ended = once(child, 'close').then(([, signal]) => ({ signal: signal as string | null }));
  await Promise.race([
    once(child, 'message'),
    ended.then(() => {
      throw new Error(`The worker ended before it was ready:\n${output}`);
    }),
  ]);
  if (process.env.LINEUP_TEST_OUTPUT) {
    child.stdout?.pipe(process.stderr);
    child.stderr?.pipe(process.stderr);
  }
  return {
    process: child,
    held,
    ended,
    output: () => output,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
