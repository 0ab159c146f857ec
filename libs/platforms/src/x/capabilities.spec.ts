import { aContent, aMedium } from '../../../../test/support/network-double.js';
import { checkContent } from '../rules/index.js';

const MIB = 1_024 * 1_024;
const picture = aMedium();
const film = aMedium({ kind: 'video', mime: 'video/mp4', bytes: 9 * MIB, altText: '' });

it('takes 280 of X’s weights: an emoji is two, an address 23, and four pictures', () => {
  const errors = (content: Parameters<typeof checkContent>[1]) =>
    checkContent('x', content)
      .filter(({ severity }) => severity === 'error')
      .map(({ code, actual }) => [code, actual]);
  expect(errors(aContent({ text: 'é'.repeat(280) }))).toEqual([]);
  expect(errors(aContent({ text: `${'é'.repeat(279)}🎉` }))).toEqual([['text_too_long', 281]]);
  const long = `https://up.coop/${'a'.repeat(300)}`;
  expect(errors(aContent({ text: `${'é'.repeat(256)} ${long}` }))).toEqual([]);
  expect(errors(aContent({ text: `${'é'.repeat(257)} ${long}` }))).toEqual([['text_too_long', 281]]);
  const pictures = (count: number) => Array.from({ length: count }, () => picture);
  expect(errors(aContent({ type: 'images', media: pictures(4) }))).toEqual([]);
  expect(errors(aContent({ type: 'images', media: pictures(5) }))).toEqual([['media_count_too_many', 5]]);
  expect(errors(aContent({ type: 'images', media: [picture, film] }))[0]?.[0]).toBe(
    'mixed_media_unsupported',
  );
});
