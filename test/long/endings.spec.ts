import { describe, expect, it, jest } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { announced, childrenOf, stageOfStarts } from '../e2e/start-stage.js';
import { statusOf, TestProcess } from '../support/processes.js';

jest.setTimeout(240_000);
const stage = stageOfStarts();
const { lineup, lock } = stage;

describe('lineup start', () => {
  it('takes the next port when its own is taken, and says so', async () => {
    const blocker = await listen(stage.port);
    try {
      const started = lineup(['start']);
      const { url } = await announced(started);
      expect(new URL(url).port).not.toBe(String(stage.port));
      expect(started.output).toContain(`Port ${stage.port} is taken`);
      expect(await started.stop()).toBe(0);
    } finally {
      await new Promise((done) => blocker.close(done));
    }
  });

  it('killed outright, takes its processes along, and starts again on the same data', async () => {
    const first = lineup(['start']);
    const { url } = await announced(first);
    const children = [...childrenOf(lock().pid, 'apps/api'), ...childrenOf(lock().pid, 'apps/worker')];
    expect(children).toHaveLength(2);
    await first.stop('SIGKILL');
    for (const pid of children) await untilGone(pid);
    const again = lineup(['start']);
    expect((await announced(again)).url).toBe(url);
    expect(again.output).toContain('Clearing what an earlier Lineup left behind');
    expect(await again.stop()).toBe(0);
  });
});

describe('npm start', () => {
  it.each(['SIGTERM', 'SIGKILL'] as const)('ended by %s leaves nothing running', async (signal) => {
    const npm = new TestProcess('npm', ['start'], stage.plain);
    stage.running.push(npm);
    const { url } = await announced(npm);
    const { pid } = lock();
    expect(await npm.stop(signal)).toBe(signal === 'SIGTERM' ? 0 : null);
    await untilGone(pid);
    expect(await statusOf(`${url}/api/health`)).toBeNull();
    expect(existsSync(join(stage.home, 'lineup.pid'))).toBe(false);
  });
});

const listen = (onPort: number): Promise<Server> =>
  new Promise((done) => {
    const server = createServer();
    server.listen(onPort, '127.0.0.1', () => done(server));
  });

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    if (['ESRCH', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

/** @throws Error when the process still lives after half a minute */
async function untilGone(pid: number): Promise<void> {
  const end = performance.now() + 30_000;
  while (isAlive(pid)) {
    if (performance.now() > end) throw new Error(`Process ${pid} does not end`);
    await new Promise((wait) => setTimeout(wait, 50));
  }
}
