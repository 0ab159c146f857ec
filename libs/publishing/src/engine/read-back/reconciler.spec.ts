import type { PlatformClient } from '#lib/channels';
import { PlatformError, type Reconciliation } from '#lib/platforms';
import type { Work } from '../claim/index.js';
import type { StepIoFactory } from '../platform/index.js';
import { Reconciler } from './reconciler.js';
import type { Searcher } from './searcher.js';

describe('a promise whose worker died', () => {
  const work = {
    id: 'u',
    state: 'publishing',
    stage: 'firing',
    attempts: 1,
    readings: 0,
    progress: {},
    content: { firstComment: null },
  } as unknown as Work;
  const read = (reconcile: () => Promise<Reconciliation>) =>
    new Reconciler(
      { adapter: () => ({ reconcile }) } as unknown as PlatformClient,
      { plan: () => [], io: () => ({}), visibilityMs: () => 90_000 } as unknown as StepIoFactory,
      {} as Searcher,
    ).read(work, new AbortController().signal);
  const waits = { found: null, settlement: { stage: 'reconciling', wakeInMs: 90_000, readings: 0 } };

  it('is kept at once when the network shows the post, and says that its worker was lost', async () => {
    const { settlement, found } = await read(async () => ({
      found: 'yes',
      remoteId: '7',
      remoteUrl: 'https://up.example/7',
    }));
    expect(found).toMatchObject({ remoteId: '7' });
    expect(settlement).toMatchObject({ state: 'published', remoteId: '7' });
    expect(settlement.journal.map(({ kind }) => kind)).toEqual(['unknown', 'adopted']);
  });

  it('is not broken by silence before the network must show what it has: that reading does not count', async () => {
    expect(await read(async () => ({ found: 'no' }))).toMatchObject(waits);
    expect(await read(async () => ({ found: 'unclear', reason: 'two alike' }))).toMatchObject(waits);
  });

  it('is not broken by a question that is refused', async () => {
    const refused = new PlatformError({
      class: 'permanent',
      cause: 'network',
      code: '400',
      message: 'no',
      refused: true,
    });
    const answer = read(async () => {
      throw refused;
    });
    expect(await answer).toMatchObject(waits);
  });
});
