import { beforeEach, describe, expect, it } from '@jest/globals';
import { forgetLink, leaveByLink, leaveForChannel, returnAddress, wantedChannel } from './returning';

/** As a browser's storage: what is stored is among its own keys. */
const storage = (): Storage =>
  Object.create({
    getItem(this: Record<string, string>, name: string) {
      return this[name] ?? null;
    },
    setItem(this: Record<string, string>, name: string, value: string) {
      this[name] = value;
    },
    removeItem(this: Record<string, string>, name: string) {
      delete this[name];
    },
  }) as Storage;

describe('coming back from a consent page', () => {
  let store: Storage;
  beforeEach(() => {
    store = storage();
  });

  it('leads to the channels', () => {
    expect(returnAddress(store, '?state=s1&code=c')).toBe('/channels/consents?state=s1&code=c');
  });

  it('leads to the link that asked, whatever else was asked in this browser, also when it is loaded again', () => {
    leaveByLink(store, 'https://network.example/dialog?client_id=1&state=l.s1', 'the link/');
    expect(returnAddress(store, '?state=s2&error=access_denied')).toBe(
      '/channels/consents?state=s2&error=access_denied',
    );
    for (const _ of [1, 2]) {
      expect(returnAddress(store, '?state=l.s1&code=c')).toBe('/connect/the%20link%2F?state=l.s1&code=c');
    }
  });

  it('leads nowhere where one would have to sign in, in another browser than the one that asked', () => {
    expect(returnAddress(store, '?state=l.s1&code=c')).toBe('/connect');
  });

  it('knows which channel was to be reconnected, and that another consent is for none', () => {
    leaveForChannel(store, 'https://network.example/dialog?state=s1', 'c1');
    expect([wantedChannel(store, 's1'), wantedChannel(store, 's2')]).toEqual(['c1', null]);
  });

  it('leaves nothing of a link that is used up', () => {
    leaveByLink(store, 'https://network.example/dialog?state=l.s1', 'one');
    leaveByLink(store, 'https://network.example/dialog?state=l.s2', 'other');
    forgetLink(store, 'one');
    expect(Object.keys(store)).toEqual(['lineup.link.l.s2']);
  });
});
