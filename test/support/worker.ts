import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

export interface TestWorker {
  process: ChildProcess;
  /** Resolves when it ends, with the failpoint that killed it, if one did. */
  ended: Promise<{ failpoint: string | null; signal: string | null }>;
  stop(): Promise<void>;
}

/** A real worker process out of dist, with its own failpoints. Everything it printed is in the error when it dies early. */
export async function startWorker(env: Record<string, string>): Promise<TestWorker> {
  const child = fork('dist/apps/worker/src/main.js', {
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    silent: true,
    execArgv: [],
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'close').then(([, signal]) => ({
    failpoint: /^failpoint (\S+)$/m.exec(output)?.[1] ?? null,
    signal: signal as string | null,
  }));
  await Promise.race([
    once(child, 'message'),
    ended.then(({ failpoint }) => {
      if (!failpoint) throw new Error(`The worker ended before it was ready:\n${output}`);
    }),
  ]);
  return {
    process: child,
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
