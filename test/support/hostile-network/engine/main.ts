import { type Platform, PLATFORMS } from '#lib/platforms';
import { startPostgres, startRedis } from '../../servers.js';
import { ANSWERS } from '../answers.js';
import { type Random, randomOf } from '../random.js';
import { type EngineCase, type EngineMoment, MOMENTS, playRound } from './round.js';
import { openHostileInstallation } from './hostile-installation.js';

/** What a run came to. */
export interface EngineRun {
  /** Cases that were played, of so many: every kind before every network. */
  cases: number;
  of: number;
  publications: number;
  ends: Record<string, number>;
  canaries: number;
  /** The latest canary, ms; and the latest without any hostile network. */
  latestMs: number;
  aloneMs: number;
  grownMb: number;
  found: string[];
}

/** Every kind before every network, in an order of the seed, two networks at a time, until all were or the time is over. */
export async function hostileThroughEngine(seed: number, minutes: number): Promise<EngineRun> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const at = await openHostileInstallation({ postgres: postgres.url, redis: redis.url });
  const end = performance.now() + minutes * 60_000;
  const random = randomOf(seed);
  const all = casesOf(random);
  const run: EngineRun = {
    ...{ cases: 0, of: all.length, publications: 0, ends: {}, canaries: 0 },
    ...{ latestMs: 0, aloneMs: 0, grownMb: 0, found: [] },
  };
  try {
    // Once to warm up, once to know what this machine takes when nobody is hostile.
    await playRound(at, [], seed);
    const alone = await playRound(at, [], seed);
    run.aloneMs = Math.round(Math.max(...alone.lateMs));
    run.found.push(...alone.faults);
    for (let round = 1; performance.now() < end && all.length > 0; round++) {
      const cases = takeTwo(all);
      const { faults, lateMs, publications, ends } = await playRound(at, cases, seed * 1_000_000 + round);
      run.found.push(...faults);
      run.cases += cases.length;
      run.publications += publications;
      run.canaries += lateMs.length;
      run.latestMs = Math.max(run.latestMs, Math.round(Math.max(...lateMs)));
      for (const [name, count] of Object.entries(ends)) run.ends[name] = (run.ends[name] ?? 0) + count;
      run.grownMb = Math.round(at.grown() / 1_000_000);
      const told = cases.map(({ platform, kind, moment }) => `${platform} ${kind} ${moment}`).join(' + ');
      process.stderr.write(
        `${told}: latest ${Math.round(Math.max(...lateMs))} ms, ${JSON.stringify(ends)}, ${faults.length} faults\n`,
      );
      if (at.worker.process.exitCode !== null) break;
    }
  } finally {
    await at.close();
    await Promise.all([redis.stop(), postgres.stop()]);
  }
  return run;
}

/** Every kind before every network, once. */
function casesOf(random: Random): EngineCase[] {
  const moments = Object.keys(MOMENTS) as EngineMoment[];
  const cases = Object.keys(ANSWERS).flatMap((kind) =>
    PLATFORMS.map((platform: Platform) => ({
      ...{ platform, kind, moment: random.pick(moments) },
      ...{ forwarded: random.next() < 0.6, order: random.next() },
    })),
  );
  return cases.sort((a, b) => a.order - b.order).map(({ order: _, ...known }) => known);
}

/** The next case, and the next of another network. */
function takeTwo(cases: EngineCase[]): EngineCase[] {
  const [first] = cases.splice(0, 1);
  if (!first) return [];
  const other = cases.findIndex(({ platform }) => platform !== first.platform);
  return [first, ...(other < 0 ? [] : cases.splice(other, 1))];
}
