import { capabilitiesOf, type Platform, PLATFORMS } from '#rules/platforms';
import { callsOf } from '../support/platforms.js';
import type { Backend } from '../support/installation.js';
import { FAILPOINTS, type NetworkCell, type ProcessFault } from './cells.js';
import { isClean, judge, type Verdict } from './judge.js';
import { networkRound, processRound } from './rounds.js';
import { openWorld, type World } from './world.js';

/** The faults that leave open, or lie about, whether a post was made. */
const FAULTS = [
  'drop_before',
  'drop_after',
  'timeout_after',
  'error_500_before',
  'error_500_after',
  'duplicate',
] as const;
const cellsOf = (platforms: readonly Platform[]): NetworkCell[] =>
  platforms.flatMap((platform) =>
    FAULTS.map((fault) => ({ platform, operation: callsOf(platform).visible, fault })),
  );

/** What wakes a publication changes nothing of what its network is asked: here each network meets one of the two queues. */
const NETWORKS_ON: Record<Backend, Platform[]> = {
  redis: PLATFORMS.filter((_, at) => at % 2 === 0),
  postgres: PLATFORMS.filter((_, at) => at % 2 === 1),
};

/** Two networks that take text: enough for a blow that strikes all of them alike. */
const TWO = PLATFORMS.filter((platform) => capabilitiesOf(platform).types.includes('text')).slice(0, 2);

/** Networks of one round: whatever is stopped at its point holds one of the worker's slots. */
const AT_ONCE = 4;

const expectKept = (verdict: Verdict): void => {
  expect(verdict.findings).toEqual([]);
  expect(isClean(verdict)).toBe(true);
};

/** The part of the table that every run of the tests goes through; `npm run chaos` goes through all of it, on both queues. */
export function describeSlice(backend: Backend): void {
  describe(`whatever breaks, on ${backend}`, () => {
    const networks = NETWORKS_ON[backend];
    let world: World;
    beforeAll(async () => {
      world = await openWorld(backend);
    }, 60_000);
    afterAll(() => world?.close());

    it('publishes once when the worker is killed at any step', async () => {
      const missed: string[] = [];
      for (let from = 0; from < networks.length; from += AT_ONCE) {
        const round = await processRound(world, 'kill', FAILPOINTS, networks.slice(from, from + AT_ONCE));
        expectKept(await judge(world, round.planned));
        missed.push(...round.missed);
      }
      // Only a network that makes us wait is polled; on either queue there is one.
      expect(missed.filter((cell) => !cell.includes('_poll'))).toEqual([]);
      const points = FAILPOINTS.filter((point) => point.endsWith('_poll')).length;
      expect(missed.length).toBeLessThanOrEqual((networks.length - 1) * points);
    }, 300_000);

    it('publishes once when the visible call is cut, times out, fails or is called a duplicate', async () => {
      const cells = cellsOf(networks);
      const planned = await networkRound(world, cells);
      const verdict = await judge(world, planned);
      expectKept(verdict);
      expect(verdict.runs).toBe(cells.length);
    }, 300_000);
  });
}

/** A blow that strikes every network alike, while publications wait at each step. */
export function describeBlow(backend: Backend, blow: ProcessFault): void {
  describe(`whatever breaks, on ${backend}`, () => {
    let world: World;
    beforeAll(async () => {
      world = await openWorld(backend);
    }, 60_000);
    afterAll(() => world?.close());

    it(`publishes once through a ${blow.replace('_', ' ')} at any step`, async () => {
      const { planned } = await processRound(world, blow, FAILPOINTS, TWO);
      expectKept(await judge(world, planned));
    }, 300_000);
  });
}
