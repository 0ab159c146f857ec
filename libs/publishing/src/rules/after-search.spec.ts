import { afterSearch, type KnowledgeGap, readSearch } from './after-search.js';
import type { PublicationStatus } from './settlement.js';

const doubt = (proven: boolean): KnowledgeGap => ({
  since: '2026-11-26T08:00:00Z',
  at: '2026-11-26T09:00:00Z',
  proven,
});
const post = (remoteId: string) => ({ remoteId, remoteUrl: null });
const late: PublicationStatus = {
  state: 'pending',
  stage: 'waiting',
  attempts: 0,
  readings: 0,
  progress: {},
  intent: null,
  dueInMs: -600_000,
  lateLimitMs: 21_600_000,
};

describe('a publication of which the database may have forgotten that it went out', () => {
  it.each([
    ['found', [post('1')], [], true, 0, { found: 'yes', remoteId: '1', remoteUrl: null }],
    [
      'the second of two twins',
      [post('1'), post('2')],
      ['1'],
      true,
      0,
      { found: 'yes', remoteId: '2', remoteUrl: null },
    ],
    ['only the post of another publication', [post('1')], ['1'], true, 0, { found: 'no' }],
    ['absent from a list that may be incomplete', [], [], true, 5000, { found: 'later', afterMs: 5000 }],
    ['absent', [], [], true, -1, { found: 'no' }],
    ['absent, and the machine had only stood still', [], [], false, 5000, { found: 'no' }],
    ['not listed by this network', null, [], false, 0, { found: 'no' }],
  ] as const)('is searched for: %s', (_case, found, claimed, proven, leftMs, expected) => {
    expect(readSearch(found, new Set(claimed), doubt(proven), leftMs)).toEqual(expected);
  });

  it('is a person’s to judge when the database was restored and the network does not tell', () => {
    const search = readSearch(null, new Set(), doubt(true), 0);
    expect(afterSearch(late, search)).toMatchObject({ state: 'needs_attention', doubtOver: true });
  });

  it('goes on as if nothing had been, once it is known not to be out', () => {
    expect(afterSearch(late, { found: 'no' })).toMatchObject({
      state: 'pending',
      stage: 'waiting',
      attempts: 0,
      wakeInMs: 0,
      doubtOver: true,
      commentIntent: false,
    });
  });

  it('stays in doubt while the list may be incomplete', () => {
    const settlement = afterSearch(late, { found: 'later', afterMs: 5000 });
    expect(settlement).toMatchObject({ state: 'pending', stage: 'reconciling', wakeInMs: 5000 });
    expect(settlement.doubtOver).toBeUndefined();
  });
});
