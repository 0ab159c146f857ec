import { describe, expect, it } from '@jest/globals';
import {
  assign,
  choose,
  type ConsentedAccount,
  homeless,
  proposed,
  reaches,
  shownAccounts,
  toConnect,
} from './choice';

const account = (remoteId: string, more: Partial<ConsentedAccount> = {}): ConsentedAccount => ({
  remoteId,
  name: `Café ${remoteId}`,
  handle: remoteId,
  hasPicture: false,
  obstacle: null,
  channelId: null,
  establishmentId: null,
  ...more,
});
const ids = (accounts: readonly ConsentedAccount[]): string[] => accounts.map(({ remoteId }) => remoteId);
const nobody = new Set<string>();

describe('the choice of accounts', () => {
  it('begins with the only account that can be connected', () => {
    const only = [account('a'), account('b', { obstacle: 'role' })];
    expect(proposed(only, nobody, () => 'e1')).toEqual({ chosen: ['a'], establishments: { a: 'e1' } });
  });

  it('begins with the channels that wait for it, and keeps each where it is', () => {
    const many = [account('a'), account('b', { channelId: 'c1', establishmentId: 'home' }), account('c')];
    const choice = proposed(many, new Set(['c1']), (name) => (name === 'Café c' ? 'e3' : null));
    expect(choice).toEqual({ chosen: ['b'], establishments: { b: 'home', c: 'e3' } });
  });

  it('begins with the channel that was to be reconnected, and with nothing when another account signed in', () => {
    const two = [account('a', { channelId: 'c1' }), account('b', { channelId: 'c2' })];
    expect(proposed(two, new Set(['c1', 'c2']), () => null, 'c2').chosen).toEqual(['b']);
    const other = [account('a')];
    expect(proposed(other, nobody, () => null, 'c2').chosen).toEqual([]);
    expect([reaches(two, 'c2'), reaches(other, 'c2'), reaches(other, null)]).toEqual([true, false, true]);
  });

  it('takes all that are shown, but none that cannot be connected', () => {
    const many = [account('a'), account('b', { obstacle: 'role' }), account('c')];
    const none = proposed(many, nobody, () => null);
    const all = choose(none, many, true);
    expect(all.chosen).toEqual(['a', 'c']);
    expect(choose(all, [account('a')], false).chosen).toEqual(['c']);
    expect(choose(all, many, true).chosen).toEqual(['a', 'c']);
  });

  it('sends nothing that belongs to no establishment', () => {
    const all = choose({ chosen: [], establishments: { a: 'e1' } }, [account('a'), account('b')], true);
    expect([homeless(all), toConnect(all)]).toEqual([['b'], [{ remoteId: 'a', establishmentId: 'e1' }]]);
    const given = assign(all, homeless(all), 'e2');
    expect(toConnect(given)).toContainEqual({ remoteId: 'b', establishmentId: 'e2' });
  });
});

describe('the accounts that are shown', () => {
  const many = [
    account('1', { name: 'Café de l’Étang', channelId: 'c1' }),
    account('2', { name: 'Bazoches, café', handle: 'upcafe.bazoches' }),
  ];
  const none = { chosen: ['1'], establishments: {} };

  it.each([
    ['etang', 'all', ['1']],
    ['cafe bazoches', 'all', ['2']],
    ['UPCAFE.B', 'all', ['2']],
    ['', 'new', ['2']],
    ['  ', 'chosen', ['1']],
    ['nowhere', 'all', []],
  ] as const)('for “%s” of %s', (search, shown, expected) => {
    expect(ids(shownAccounts(many, none, search, shown))).toEqual(expected);
  });
});
