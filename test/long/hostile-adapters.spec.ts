import { capabilitiesOf, PLATFORMS, type Platform, type PostType } from '#lib/platforms';
import { MOMENTS } from '../support/hostile-network/run.js';
import { KINDS, openHostileRun, type HostileRun } from '../support/hostile-network/hostile-run.js';

/** The plainest that a network takes: its calls are those of every other. */
const plainest = (platform: Platform): PostType => capabilitiesOf(platform).types[0] ?? 'text';
/** What a thousand hostile answers may leave in memory, bytes. */
const MOST_LEFT = 400_000_000;

let run: HostileRun;
beforeAll(async () => {
  run = await openHostileRun();
});
afterAll(() => run.close());

describe.each([...PLATFORMS])('a hostile %s', (platform) => {
  // Side by side: what takes time is the waiting for what does not come.
  it.concurrent.each(KINDS)(
    'with %s made a second post, kept a secret, blamed somebody or never came to an end',
    async (kind) => {
      const faults: string[] = [];
      for (const [index, moment] of MOMENTS.entries()) {
        // Done and unanswered where it counts most: at the visible call.
        for (const forwarded of moment === 'fire' ? [true, false] : [true]) {
          const seed = 1_000 * index + KINDS.indexOf(kind);
          faults.push(
            ...(await run.play({ platform, kind, moment, forwarded, type: plainest(platform), seed })),
          );
        }
      }
      expect(faults).toEqual([]);
    },
  );
});

describe('a network that floods', () => {
  it('took gigabytes for answers of numbers where rows are', async () => {
    const before = process.memoryUsage().rss;
    let most = 0;
    for (let round = 0; round < 12; round++) {
      await run.play({
        ...{ platform: 'facebook', kind: 'numbers where rows are', moment: 'account' },
        ...{ forwarded: false, type: 'text', seed: round },
      });
      most = Math.max(most, process.memoryUsage().rss - before);
    }
    expect(most).toBeLessThan(MOST_LEFT);
  });
});
