import fc from 'fast-check';
import { carriesBaseline, placeBaseline } from './place-baseline.js';
import { wordsOf } from './wording.js';

const PRO = "Up pro, construisons l'innovation sociale";
const CAFE = 'Up café, parlons solutions';
const ALL = [
  CAFE,
  PRO,
  "Up conférence, inspirer l'innovation sociale",
  'Up, le mag qui inspire votre quotidien',
];

describe('a baseline that the author typed', () => {
  it.each([
    ['an acute accent for the apostrophe', PRO.replace("'", '\u00B4')],
    ['a prime', PRO.replace("'", '\u2032')],
    ['a reversed quote', PRO.replace("'", '\u201B')],
    ['a wide apostrophe', PRO.replace("'", '\uFF07')],
    ['a grave accent', PRO.replace("'", '`')],
    ['a zero-width space', PRO.replace('pro', 'p\u200Bro')],
    ['a byte order mark', `\uFEFF${PRO}`],
    ['soft hyphens', PRO.replace('innovation', 'in\u00ADno\u00ADva\u00ADtion')],
    ['a word joiner', PRO.replace('Up', 'Up\u2060')],
    ['direction marks around it', `\u2067${PRO}\u2069`],
    ['emphasis', `**${PRO}**`],
    ['quotes', `«\u00A0${PRO}\u00A0»`],
    ['an emoji that touches it', `☕${PRO}☕`],
    ['wide letters', PRO.replace('Up', '\uFF35\uFF50')],
  ])('is not added again: %s', (_, typed) => {
    const texts = { text: `Jeudi. ${typed}`, firstComment: null };
    expect(placeBaseline(texts, PRO, 'end')).toEqual(texts);
  });

  it.each([
    ['the end of another word', 'La Startup café, parlons solutions'],
    ['the end of a hyphenated word', 'La Start-up café, parlons solutions'],
    ['the same with a hyphen that does not break', 'La Start\u2011up café, parlons solutions'],
    ['the beginning of another word', 'Up café, parlons solutionsnement'],
    ['another word glued to it', 'Up café, parlons solutions-santé'],
    ['other words between', 'Up café, parlons de solutions'],
    ['two sentences', 'Au Up café. Parlons solutions'],
  ])('is still missing where it is only %s', (_, text) => {
    expect(carriesBaseline(text, CAFE)).toBe(false);
    expect(placeBaseline({ text, firstComment: null }, CAFE, 'end').text).toBe(`${text}\n\n${CAFE}`);
  });

  it('is not found in nothing, nor is an empty wording in anything', () => {
    expect(carriesBaseline('', CAFE)).toBe(false);
    expect(carriesBaseline('Bonjour', ' … ')).toBe(false);
  });

  it('is placed at most once, whatever was typed before', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...ALL), (text, baseline) => {
        const once = placeBaseline({ text, firstComment: null }, baseline, 'end');
        expect(carriesBaseline(once.text, baseline)).toBe(true);
        expect(placeBaseline(once, baseline, 'end')).toEqual(once);
        expect(once.text.startsWith(text.trimEnd())).toBe(true);
      }),
    );
  });

  it('is recognised with any invisible character anywhere, and any apostrophe', () => {
    const invisible = fc.constantFrom(
      '\u200B',
      '\u200C',
      '\u200D',
      '\u00AD',
      '\u2060',
      '\uFEFF',
      '\u200E',
      '\uFE0F',
    );
    const apostrophe = fc.constantFrom("'", '’', '‘', '´', '`', '′', 'ʼ', '＇');
    fc.assert(
      fc.property(fc.constantFrom(...ALL), fc.nat(), invisible, apostrophe, (baseline, at, sign, quote) => {
        const place = at % (baseline.length + 1);
        const typed = `${baseline.slice(0, place)}${sign}${baseline.slice(place)}`.replaceAll("'", quote);
        expect(carriesBaseline(`Bonjour. ${typed} !`, baseline)).toBe(true);
      }),
    );
  });

  it('takes time in proportion to the text', () => {
    expect(wordsOf('-'.repeat(1_000_000))).toEqual([]);
    expect(wordsOf(`${'a-'.repeat(200_000)}a`)).toHaveLength(1);
  });
});
