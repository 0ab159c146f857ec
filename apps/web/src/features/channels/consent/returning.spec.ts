import { beforeEach, describe, expect, it } from '@jest/globals';
import { leaveByLink, returnAddress } from './returning';

class Kept {
  readonly #values = new Map<string, string>();
  getItem = (name: string): string | null => this.#values.get(name) ?? null;
  setItem = (name: string, value: string): void => void this.#values.set(name, value);
}

describe('coming back from a consent page', () => {
  let store: Storage;
  beforeEach(() => {
    store = new Kept() as unknown as Storage;
  });

  it('leads to the channels', () => {
    expect(returnAddress(store, '?state=s1&code=c')).toBe('/channels/consents?state=s1&code=c');
  });

  it('leads to the link that asked, whatever else was asked in this tab, also when it is loaded again', () => {
    leaveByLink(store, 'https://network.example/dialog?client_id=1&state=s1', 'the link/');
    expect(returnAddress(store, '?state=s2&error=access_denied')).toBe(
      '/channels/consents?state=s2&error=access_denied',
    );
    for (const _ of [1, 2]) {
      expect(returnAddress(store, '?state=s1&code=c')).toBe('/connect/the%20link%2F?state=s1&code=c');
    }
  });
});
