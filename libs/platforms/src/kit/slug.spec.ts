import { slugOf } from './slug.js';

describe('a title in an address', () => {
  it.each([
    ['Le café ouvre samedi !', 'le-cafe-ouvre-samedi'],
    ['Sœur, naïf & ß', 'soeur-naif-ss'],
    ['日本語', ''],
    ['a'.repeat(200), 'a'.repeat(80)],
    [`${'a'.repeat(79)} b`, 'a'.repeat(79)],
  ])('%s → %s', (title, slug) => expect(slugOf(title)).toBe(slug));
});
