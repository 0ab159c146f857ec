import { parseArgs } from 'node:util';
import { capabilitiesOf, PLATFORMS } from '#lib/platforms';
import { hostileThroughEngine } from './engine/main.js';
import { randomOf } from './random.js';
import { MOMENTS } from './run.js';
import { KINDS, openHostileRun } from './hostile-run.js';

/** Faults that are written out; the rest are counted. */
const WRITTEN = 20;
const USAGE = 'npm run hostile -- [--seed N] [--minutes M] [--through adapters|engine]';

/**
 * Hostile networks before every adapter, or before the whole engine.
 * @returns the exit code: 0 when no judge found anything
 */
export async function hostile(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string', default: '1' },
      minutes: { type: 'string', default: '5' },
      through: { type: 'string', default: 'adapters' },
    },
  });
  const [seed, minutes] = [Number(values.seed), Number(values.minutes)];
  const { through } = values;
  if (!Number.isSafeInteger(seed) || !(minutes > 0) || !['adapters', 'engine'].includes(through)) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const { found, ...figures } =
    through === 'engine' ? await hostileThroughEngine(seed, minutes) : await hostileToAdapters(seed, minutes);
  for (const fault of found.slice(0, WRITTEN)) process.stderr.write(`${fault}\n`);
  process.stdout.write(`${JSON.stringify({ seed, minutes, ...figures, faults: found.length })}\n`);
  return found.length === 0 ? 0 : 1;
}

/** Random cases of a seed, one after the other, until the time is over. */
async function hostileToAdapters(
  seed: number,
  minutes: number,
): Promise<{ cases: number; grownMb: number; found: string[] }> {
  const random = randomOf(seed);
  const run = await openHostileRun();
  const start = process.memoryUsage().rss;
  const end = performance.now() + minutes * 60_000;
  const found: string[] = [];
  let [cases, peak] = [0, 0];
  while (performance.now() < end) {
    const platform = random.pick(PLATFORMS);
    const faults = await run.play({
      platform,
      kind: random.pick(KINDS),
      moment: random.pick(MOMENTS),
      forwarded: random.next() < 0.6,
      type: random.pick(capabilitiesOf(platform).types),
      seed: seed * 1_000_000 + cases,
    });
    found.push(...faults);
    cases++;
    peak = Math.max(peak, process.memoryUsage().rss);
  }
  await run.close();
  return { cases, grownMb: Math.round((peak - start) / 1_000_000), found };
}
