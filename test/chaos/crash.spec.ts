import type { Platform } from '#lib/platforms';
import { PLATFORMS } from '#rules/platforms';
import { type Failpoint, FAILPOINTS } from '#lib/publishing';
import { startRehearsal, type Rehearsal } from './rehearsal.js';

/** Faults of the network at the visible call: with and without the post being made. */
const FAULTS = ['drop_before', 'drop_after', 'error_500_before', 'error_500_after', 'timeout_after'] as const;
const FIRE: Record<Platform, string> = {
  facebook: 'reveal',
  instagram: 'publish',
  linkedin: 'posts',
  tiktok: 'upload',
};

/** TikTok has no comments: nothing to kill there. */
const networksOf = (name: Failpoint) =>
  PLATFORMS.filter((platform) => platform !== 'tiktok' || !name.endsWith('_comment'));

describe.each(['postgres', 'redis'] as const)('whatever breaks, on %s', (backend) => {
  let rehearsal: Rehearsal;
  beforeAll(async () => {
    rehearsal = await startRehearsal(backend);
  }, 60_000);
  afterAll(() => rehearsal?.close());

  it('publishes each post once: a kill at every step, and every fault of the network, on every network', async () => {
    for (const platform of PLATFORMS) {
      for (const fault of FAULTS) rehearsal.fault(await rehearsal.plan(platform), FIRE[platform], fault);
    }
    // One kill a step meets a publication of each network at that step. Should a kill take one away before it came to
    // its own step, that step is rehearsed again.
    let missed: Failpoint[] = [...FAILPOINTS];
    for (let round = 0; round < 3 && missed.length > 0; round++) {
      const planned = new Map<string, Failpoint>();
      for (const name of missed) {
        rehearsal.nextHour();
        const ids = await Promise.all(networksOf(name).map((platform) => rehearsal.plan(platform)));
        planned.set(`${name}@${ids.join('+')}`, name);
      }
      missed = (await rehearsal.run([...planned.keys()])).map((point) => planned.get(point) as Failpoint);
    }
    expect(missed).toEqual([]);

    const publications = await rehearsal.settled();
    const trouble = publications
      .filter((p) => p.state !== 'published')
      .map((p) => ({ ...p, journal: rehearsal.journalOf(p.id) }));
    expect(trouble).toEqual([]);
    expect(rehearsal.visiblePosts()).toEqual(Object.fromEntries(publications.map((p) => [p.account, 1])));
    expect(rehearsal.visibleComments()).toEqual(
      Object.fromEntries(publications.filter((p) => p.platform !== 'tiktok').map((p) => [p.account, 1])),
    );
  }, 240_000);
});
