import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#lib/database/embedded';
import { settingOf } from '#lib/kernel';
import { PLATFORMS } from '#rules/platforms';
import { TestProcess } from '../support/processes.js';

const CLI = 'dist/apps/cli/src/main.js';

/** What the specs of starting act on; it is there once the first test begins, and ends what each test started. */
export interface StartStage {
  home: string;
  port: number;
  /** A network's origin of one's own: no sandbox, no demonstration, so that starts are quick. */
  plain: Record<string, string>;
  /** Ended after the test. */
  running: TestProcess[];
  lineup(args: string[], env?: Record<string, string>): TestProcess;
  /** What a running Lineup says of itself in its home. */
  lock(): { pid: number; databasePort: number };
}

export function stageOfStarts(): StartStage {
  const stage: StartStage = {
    home: '',
    port: 0,
    plain: {},
    running: [],
    lineup(args, env = {}) {
      const started = new TestProcess(CLI, args, { ...stage.plain, ...env });
      stage.running.push(started);
      return started;
    },
    lock: () =>
      JSON.parse(readFileSync(join(stage.home, 'lineup.pid'), 'utf8')) as ReturnType<StartStage['lock']>,
  };
  beforeAll(async () => {
    stage.home = mkdtempSync(join(tmpdir(), 'lineup-start-'));
    chmodSync(stage.home, 0o755);
    stage.port = await freePort();
    stage.plain = {
      LINEUP_HOME: stage.home,
      PORT: String(stage.port),
      [settingOf(PLATFORMS[0], 'API_ORIGIN')]: 'http://127.0.0.1:1',
    };
  });
  afterEach(async () => {
    await Promise.all(stage.running.splice(0).map((started) => started.stop()));
  });
  afterAll(() => rmSync(stage.home, { recursive: true, force: true }));
  return stage;
}

/** What it says about itself once it is ready; filling in the demonstration takes a busy machine a minute. */
export const announced = (lineupProcess: TestProcess) =>
  lineupProcess.until(
    'the line of JSON',
    () => {
      const line = /^\{"url".*$/m.exec(lineupProcess.output)?.[0];
      return line
        ? (JSON.parse(line) as { url: string; users: { email: string }[]; password: string | null })
        : null;
    },
    120_000,
  );

/** Processes that a process started and whose command line names a file. */
export function childrenOf(parent: number, file: string): number[] {
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ');
  return children
    .map(Number)
    .filter((pid) => pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(file));
}
