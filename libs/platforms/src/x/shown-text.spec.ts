import { isAlike, isSame, listedText, sentText } from './shown-text.js';

const url = (expanded_url: string, n = 1) => ({ url: `https://t.co/${n}`, expanded_url });

describe('a text as X shows it', () => {
  it.each([
    ['Thé & café < 2 €', 'Thé &amp; café &lt; 2 €', []],
    ['écrit &amp; voulu', 'écrit &amp;amp; voulu', []],
    ['e\u0301te\u0301 \nici', '\u00e9t\u00e9\nici', []],
    [
      'Lire https://up.example/café?a=1&b=2.',
      'Lire https://t.co/1.',
      [url('https://up.example/caf%C3%A9?a=1&b=2')],
    ],
    ['Sur up.example/benevoles', 'Sur https://t.co/1', [url('http://up.example/benevoles')]],
    [
      'https://UP.example et https://b.example',
      'https://t.co/1 et https://t.co/2',
      [url('https://up.example/'), url('https://b.example', 2)],
    ],
    ['Photo', 'Photo https://t.co/9', [{ ...url('https://x.com/up/status/1/photo/1', 9), media_key: '3_1' }]],
    ['', 'https://t.co/9', [url('https://twitter.com/up/status/1/video/1', 9)]],
  ])('is the one that was sent: %j', (sent, text, urls) => {
    expect(isSame(listedText({ text, entities: { urls } }), sentText(sent))).toBe(true);
  });

  it.each([
    ['Lire https://up.example/a', 'Lire https://t.co/1', [url('https://up.example/b')], true],
    ['Lire https://bit.ly/aB', 'Lire https://t.co/1', [url('https://bit.ly/ab')], true],
    ['Lire https://up.example/a', 'Lire https://t.co/1', [], true],
    ['Lire', 'Lire https://t.co/1', [url('https://up.example/a')], false],
    ['Lire', 'lire', [], false],
  ])('is another one: %j, %j, and only its addresses are: %s', (sent, text, urls, alike) => {
    const [listed, wanted] = [listedText({ text, entities: { urls } }), sentText(sent)];
    expect(isSame(listed, wanted)).toBe(false);
    expect(isAlike(listed, wanted)).toBe(alike);
  });
});
