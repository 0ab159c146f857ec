import { afterCrashes, MAX_CLAIMS } from './after-crashes.js';
import type { PublicationStatus } from './settlement.js';
import { writable, writablePause } from './writable.js';

describe('an outcome can always be written', () => {
  it('whatever ids, codes and names hold', () => {
    const hostile = {
      id: 'a\0b',
      nested: [{ 'na\0me': 'half \ud83d of a pair' }],
      big: 'x'.repeat(1_000_000),
    };
    const text = writable(hostile);
    expect(text).not.toMatch(/\\u0000|\\ud83d/iu);
    expect(text.length).toBeLessThan(101_000);
    expect(JSON.parse(text)).toMatchObject({ id: 'ab', nested: [{ name: 'half \ufffd of a pair' }] });
  });

  it('whatever pauses were asked for', () => {
    expect([null, -5, 1e300, Number.NaN, Infinity].map(writablePause)).toEqual([
      null,
      0,
      31_536_000_000,
      60_000,
      31_536_000_000,
    ]);
  });
});

describe('a publication that ends its workers', () => {
  const now = (changes: object) =>
    ({
      state: 'pending',
      stage: 'arming',
      progress: {},
      claims: MAX_CLAIMS + 1,
      doubt: null,
      ...changes,
    }) as PublicationStatus & {
      claims: number;
      doubt: unknown;
    };

  it('is begun a few times', () => {
    expect(afterCrashes(now({ claims: MAX_CLAIMS }))).toBeNull();
  });

  it('is then told to a person: failed when it is not out, to look at when it may be', () => {
    expect(afterCrashes(now({}))).toMatchObject({ state: 'failed', lastError: { hint: 'interrupted' } });
    expect(afterCrashes(now({ doubt: {} }))).toMatchObject({ state: 'needs_attention' });
    expect(afterCrashes(now({ state: 'publishing', stage: 'firing' }))).toMatchObject({
      state: 'needs_attention',
    });
  });

  it('stays published when only its comment does', () => {
    expect(afterCrashes(now({ state: 'published', stage: 'commenting' }))).toMatchObject({
      state: 'published',
      firstComment: 'failed',
    });
  });
});
