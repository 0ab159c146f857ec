import { baselineOn, carriesBaseline, placeBaseline } from './place-baseline.js';

const PRO = "Up pro, construisons l'innovation sociale";
const CAFE = 'Up café, parlons solutions';

describe('placing the baseline', () => {
  it('ends the text with it, apart by an empty line', () => {
    expect(placeBaseline({ text: 'Venez ce soir !  ', firstComment: null }, CAFE, 'end')).toEqual({
      text: `Venez ce soir !\n\n${CAFE}`,
      firstComment: null,
    });
  });

  it('is the whole text where there is none', () => {
    expect(placeBaseline({ text: '  ', firstComment: null }, CAFE, 'end').text).toBe(CAFE);
  });

  it('goes to the first comment, after the one that was written', () => {
    expect(
      placeBaseline({ text: 'Bonjour', firstComment: 'Inscriptions ici' }, CAFE, 'first_comment'),
    ).toEqual({
      text: 'Bonjour',
      firstComment: `Inscriptions ici\n\n${CAFE}`,
    });
  });

  it.each([
    ['another apostrophe', 'Up pro, construisons l’innovation sociale'],
    ['another case', "UP PRO, CONSTRUISONS L'INNOVATION SOCIALE"],
    ['other spacing', "Up pro ,  construisons\u00a0l'innovation\nsociale."],
    ['decomposed accents', "up pro,construisons l'innovation sociale".normalize('NFD')],
  ])('is not added twice when typed with %s', (_, typed) => {
    const texts = { text: `Rendez-vous jeudi. ${typed}`, firstComment: null };
    expect(placeBaseline(texts, PRO, 'end')).toEqual(texts);
    expect(placeBaseline(texts, PRO, 'first_comment')).toEqual(texts);
    expect(placeBaseline({ text: 'Jeudi', firstComment: typed }, PRO, 'end').text).toBe('Jeudi');
  });

  it('leaves French typography as the author typed it', () => {
    const text = 'Qui vient\u202f? «\u00a0Nous\u00a0!\u00a0»';
    expect(placeBaseline({ text, firstComment: null }, CAFE, 'end').text.startsWith(text)).toBe(true);
  });

  it('does nothing for a channel that only tags, or a post without format', () => {
    const texts = { text: 'Bonjour', firstComment: null };
    expect(placeBaseline(texts, CAFE, 'none')).toBe(texts);
    expect(placeBaseline(texts, null, 'end')).toBe(texts);
  });

  it('does not take half of it for the whole', () => {
    expect(carriesBaseline('Up café, parlons', CAFE)).toBe(false);
  });
});

describe('the version in force', () => {
  const versions = [
    { id: 'old', text: 'a', validFrom: '2020-01-01', validTo: '2026-11-30' },
    { id: 'new', text: 'b', validFrom: '2026-12-01', validTo: null },
  ];
  it.each([
    ['2019-12-31', null],
    ['2026-11-30', 'old'],
    ['2026-12-01', 'new'],
  ])('on %s is %s', (day, id) => expect(baselineOn(versions, day)?.id ?? null).toBe(id));
});
