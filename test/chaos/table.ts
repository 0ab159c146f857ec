import type { Platform } from '#lib/platforms';
import type { Backend } from '../support/installation.js';
import {
  FAILPOINTS,
  NETWORK_FAULTS,
  networkCells,
  PROCESS_FAULTS,
  type ProcessFault,
  readBackCells,
} from './cells.js';
import { add, judge, type Verdict } from './judge.js';
import { appLimitRound, clockRound, networkRound, processRound } from './rounds.js';
import type { Planned, World } from './world.js';

/** A part of the table that is run at once, and judged at its end. */
export interface Round {
  name: string;
  backend: Backend;
  run(world: World): Promise<{ planned: Planned[]; missed: string[] }>;
}

/** A worker's clock may be a minute off, either way, ms. */
const CLOCKS = [60_000, -60_000];
/** Points struck together: more would take longer to gather than the first of them keep. */
const POINTS_AT_ONCE = 8;

export const appliesTo = (fault: ProcessFault, backend: Backend): boolean =>
  backend === 'redis' || !fault.startsWith('redis_');

/** Every point with every blow, every request with every fault, for these networks and queues. */
export function tableOf(
  backends: readonly Backend[],
  platforms: readonly Platform[],
  random: () => number,
): Round[] {
  return backends.flatMap((backend) => [
    ...PROCESS_FAULTS.filter((fault) => appliesTo(fault, backend)).flatMap((fault) =>
      chunks(shuffled(FAILPOINTS, random), POINTS_AT_ONCE).map((points): Round => ({
        name: `${backend} ${fault} at ${points.join(', ')}`,
        backend,
        run: (world) => processRound(world, fault, points, platforms),
      })),
    ),
    ...chunks(shuffled(NETWORK_FAULTS, random), 7).map((faults): Round => ({
      name: `${backend} ${faults.join(', ')}`,
      backend,
      run: async (world) => ({
        planned: await networkRound(world, networkCells(platforms, faults)),
        missed: [],
      }),
    })),
    {
      name: `${backend} questions after a lost answer`,
      backend,
      run: async (world: World) => ({
        planned: await networkRound(world, readBackCells(platforms)),
        missed: [],
      }),
    },
    {
      name: `${backend} application limit`,
      backend,
      run: (world: World) => appLimitRound(world, platforms),
    },
    ...CLOCKS.map((offset): Round => ({
      name: `${backend} clock ${offset} ms`,
      backend,
      run: async (world) => ({ planned: await clockRound(world, offset, platforms), missed: [] }),
    })),
  ]);
}

export async function runRound(
  world: World,
  round: Round,
  before: Verdict | null,
): Promise<{ verdict: Verdict; missed: string[] }> {
  const { planned, missed } = await round.run(world);
  const verdict = await judge(world, planned);
  return { verdict: before ? add(before, verdict) : verdict, missed };
}

export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return items.length === 0 ? [] : [items.slice(0, size), ...chunks(items.slice(size), size)];
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
