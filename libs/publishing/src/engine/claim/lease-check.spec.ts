import type { Clock, Config } from '#lib/kernel';
import { LeaseCheck } from './lease-check.js';
import type { PublicationStore } from './publication-store.js';
import type { Work } from './work.js';

describe('what was granted', () => {
  const work = { id: 'u' } as Partial<Work> as Work;

  /** A lease of 30 s; each reading of the clocks is the next of these, ms. */
  const check = (readings: [monotonic: number, wall: number][], ours: boolean[]) => {
    const asked: boolean[] = [];
    const [monotonic, wall] = [readings.map(([m]) => m), readings.map(([, w]) => w)];
    const clock = {
      monotonicMs: () => monotonic.shift() ?? 0,
      now: () => new Date(wall.shift() ?? 0),
    } as Partial<Clock> as Clock;
    const renew = async (): Promise<Set<string>> => {
      const still = ours.shift() ?? false;
      asked.push(still);
      return new Set(still ? ['u'] : []);
    };
    const publications = { renew } as Partial<PublicationStore> as PublicationStore;
    const lease = new LeaseCheck(publications, clock, { LEASE_SECONDS: 30 } as Config);
    return { asked, confirmed: lease.confirm(work, { monotonic: 0, wall: 0 }) };
  };

  it('is sent without a question while it is fresh', async () => {
    const { confirmed, asked } = check([[14_900, 14_900]], []);
    await confirmed;
    expect(asked).toEqual([]);
  });

  it('is sent after a slow answer to the post before, because it is still ours', async () => {
    const { confirmed, asked } = check(
      [
        [19_000, 19_000],
        [19_005, 19_005],
      ],
      [true],
    );
    await confirmed;
    expect(asked).toEqual([true]);
  });

  it('is not sent by a process that was stopped until somebody else had it', async () => {
    await expect(check([[60_000, 60_000]], [false]).confirmed).rejects.toMatchObject({
      detail: { code: 'paused', refused: true },
    });
  });

  it('is not sent by a machine that slept while its own clock stood still', async () => {
    await expect(check([[20, 3_600_000]], [false]).confirmed).rejects.toThrow('paused');
  });

  it('is asked about again when the question itself took as long', async () => {
    const { confirmed, asked } = check(
      [
        [16_000, 16_000],
        [40_000, 40_000],
      ],
      [true, false],
    );
    await expect(confirmed).rejects.toThrow('paused');
    expect(asked).toEqual([true, false]);
  });
});
