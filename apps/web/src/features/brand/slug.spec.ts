import { describe, expect, it } from '@jest/globals';
import { slug } from './slug';

describe('a name as a key', () => {
  it.each([
    ['Up café', 'up-cafe'],
    ['  Été 2026 !', 'ete-2026'],
    ['L’innovation sociale', 'l-innovation-sociale'],
    ['***', ''],
  ])('%s: %s', (name, key) => {
    expect(slug(name)).toBe(key);
  });

  it('is at most forty long', () => {
    expect(slug('a'.repeat(60))).toHaveLength(40);
  });
});
