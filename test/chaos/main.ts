import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { PLATFORMS } from '#rules/platforms';
import { add, isClean, type Verdict } from './judge.js';
import { runModel } from './model.js';
import { randomOf, type Round, runRound, tableOf } from './table.js';
import { openWorld, type World } from './world.js';

interface Progress {
  done: string[];
  verdict: Verdict | null;
}

const USAGE = `npm run chaos -- [--seed N] [--shard I/N] [--network NAME] [--backend postgres|redis] [--lives N] [--resume]`;

/**
 * The whole table, or a shard of it; what is done is kept, so that `--resume` goes on after an interruption.
 * @returns the exit code
 */
export async function chaos(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string', default: '1' },
      shard: { type: 'string', default: '1/1' },
      network: { type: 'string' },
      backend: { type: 'string' },
      resume: { type: 'boolean', default: false },
      lives: { type: 'string', default: '2' },
      naive: { type: 'boolean', default: false },
    },
  });
  const platforms = PLATFORMS.filter((p) => values.network === undefined || p === values.network);
  const backends = (['postgres', 'redis'] as const).filter((b) => !values.backend || b === values.backend);
  const [shard, shards] = values.shard.split('/').map(Number);
  if (platforms.length === 0 || backends.length === 0 || !shard || !shards || shard > shards) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const file = `.lineup/chaos/${[values.seed, shard, shards, values.network ?? 'all', values.backend ?? 'both'].join('-')}.json`;
  const progress: Progress =
    values.resume && existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as Progress)
      : { done: [], verdict: null };
  const rounds = tableOf(backends, platforms, randomOf(Number(values.seed))).filter(
    ({ name }, index) => index % shards === shard - 1 && !progress.done.includes(name),
  );
  const total = rounds.length + progress.done.length;
  for (const backend of backends) {
    const own = rounds.filter((round) => round.backend === backend);
    if (own.length === 0) continue;
    const world = await openWorld(
      backend,
      values.naive ? { program: 'dist/test/chaos/naive-worker.js' } : {},
    );
    try {
      for (const round of own) await step(world, round, progress, total, file);
    } finally {
      await world.close();
    }
  }
  const lives = Math.ceil(Number(values.lives) / shards);
  const broken = [];
  for (const backend of lives > 0 && !values.naive ? backends : []) {
    const seed = Number(values.seed) * 1000 + shard;
    const { findings: found, commands } = await runModel(backend, {
      seed,
      runs: lives,
      length: 60,
      platforms,
    });
    process.stderr.write(
      `${backend} ${lives} lives of ${commands} commands: ${found.length} broken promises\n`,
    );
    broken.push(...found);
  }
  const { findings, ...counts } = progress.verdict ?? { findings: ['nothing was run'], runs: 0 };
  for (const finding of [...findings, ...broken]) process.stderr.write(`${finding}\n`);
  process.stdout.write(`${JSON.stringify({ ...counts, brokenPromises: broken.length })}\n`);
  return progress.verdict && isClean(progress.verdict) && broken.length === 0 ? 0 : 1;
}

async function step(
  world: World,
  round: Round,
  progress: Progress,
  total: number,
  file: string,
): Promise<void> {
  const began = performance.now();
  const { verdict, missed } = await runRound(world, round, null);
  progress.verdict = progress.verdict ? add(progress.verdict, verdict) : verdict;
  progress.done.push(round.name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(progress));
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const trouble = verdict.findings.length > 0 ? `, ${verdict.findings.length} FINDINGS` : '';
  process.stderr.write(
    `${progress.done.length}/${total} ${round.name}: ${verdict.runs} runs, ${seconds} s, ${verdict.ambiguous} ambiguous, ${missed.length} not reached${trouble}\n`,
  );
  for (const finding of verdict.findings) process.stderr.write(`  ${finding}\n`);
}
