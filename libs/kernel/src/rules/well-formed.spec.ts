import { beginning, findMalformed } from './well-formed.js';

const nested = (depth: number): unknown => {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level++) value = [value];
  return value;
};

describe('what cannot be kept', () => {
  it.each([
    ['half a surrogate pair', { title: 'a\ud83d' }, { path: 'title', code: 'text_malformed' }],
    ['the other half', { title: '\ude00a' }, { path: 'title', code: 'text_malformed' }],
    ['U+0000', { variants: { a: { text: 'x\u0000' } } }, { path: 'variants.a.text', code: 'text_malformed' }],
    ['U+0000 in a name', { options: { 'a\u0000': 1 } }, { path: 'options', code: 'text_malformed' }],
    ['it in a list', { tags: ['ok', '\udfff'] }, { path: 'tags.1', code: 'text_malformed' }],
    ['it alone', '\u0000', { path: '', code: 'text_malformed' }],
  ])('is told: %s', (_, value, found) => expect(findMalformed(value)).toEqual(found));

  it('is told of what is nested too deep, without going down', () => {
    expect(findMalformed(nested(31))).toBeNull();
    expect(findMalformed({ a: nested(300_000) })).toMatchObject({ code: 'too_deep' });
  });

  it.each([['😀 é ﷽ \u200b'], [null], [7], [{ a: [{ b: 'ü' }] }], [undefined]])('is nothing in %j', (value) =>
    expect(findMalformed(value)).toBeNull(),
  );
});

describe('the beginning of a text', () => {
  it.each([
    ['abc', 5, 'abc'],
    ['abc', 2, 'ab'],
    ['a😀b', 2, 'a'],
    ['a😀b', 3, 'a😀'],
    ['😀', 1, ''],
  ])('%s, %i: %s', (text, most, cut) => expect(beginning(text, most)).toBe(cut));
});
