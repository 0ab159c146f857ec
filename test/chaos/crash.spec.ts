import type { Platform } from '#lib/platforms';
import { PLATFORMS } from '#rules/platforms';
import { FAILPOINTS } from '#lib/publishing';
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
const points = (platform: Platform) =>
  FAILPOINTS.filter((name) => platform !== 'tiktok' || !name.endsWith('_comment'));

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
    // A worker that dies takes every publication it holds with it, so one may get past its point on another's account:
    // those are rehearsed again.
    let missed = PLATFORMS.flatMap((platform) => points(platform).map((name) => ({ platform, name })));
    for (let round = 0; round < 4 && missed.length > 0; round++) {
      const planned = new Map<string, (typeof missed)[number]>();
      for (const point of missed) planned.set(`${point.name}@${await rehearsal.plan(point.platform)}`, point);
      missed = (await rehearsal.run([...planned.keys()]))
        .map((point) => planned.get(point))
        .filter((p) => p !== undefined);
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
  }, 400_000);
});
