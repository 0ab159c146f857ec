import { composeChannel, type ComposableVariant } from './compose.js';

const LINK = 'https://up.example/cafe';
const PHOTO = {
  id: 'm',
  kind: 'image',
  mime: 'image/jpeg',
  bytes: 1000,
  width: 1080,
  height: 1080,
  altText: '',
} as never;

const textOn = (text: string, link: string | null = LINK, variant: ComposableVariant = {}): string =>
  composeChannel({
    post: { title: '', text, link, mediaIds: ['m'] },
    variant,
    platform: 'facebook',
    placement: 'none',
    baseline: null,
    media: new Map([['m', PHOTO]]),
  }).text;

describe('the link of a post with a picture', () => {
  it.each([
    ['a longer address that begins with it', 'Lisez https://up.example/cafe-monde ce soir'],
    ['the same with a query', 'Lisez https://up.example/cafe?utm=1'],
    ['the same with a fragment', 'Lisez https://up.example/cafe#demain'],
    ['a page below it', 'Lisez https://up.example/cafe/2026'],
    ['another host that ends with it', 'Lisez https://www.up.example/cafe'],
    ['its words without being an address', 'Le café up.exemple'],
    ['a path of other case', 'https://up.example/CAFE'],
  ])('is added to a text that only holds %s', (_, text) => {
    expect(textOn(text)).toBe(`${text}\n\n${LINK}`);
  });

  it.each([
    ['as it is', `Lisez ${LINK} ce soir`],
    ['at the end of a sentence', `Lisez ${LINK}.`],
    ['in brackets', `Lisez (${LINK}) ce soir`],
    ['in French quotes', `Lisez «\u00A0${LINK}\u00A0»`],
    ['with another case of its host', 'Lisez HTTPS://UP.example/cafe'],
    ['with its port', 'Lisez https://up.example:443/cafe'],
    ['without its scheme', 'Lisez up.example/cafe, ce soir'],
  ])('is not added to a text that holds it %s', (_, text) => expect(textOn(text)).toBe(text));

  it('is the same with and without the empty path', () => {
    expect(textOn('https://up.example', 'https://up.example/')).toBe('https://up.example');
    expect(textOn('https://up.example/?', 'https://up.example/a')).toContain('/a');
  });

  it('may hold what patterns take for a sign', () => {
    const link = 'https://up.example/a?b=$&c=$1';
    expect(textOn(`Ici ${link}`, link)).toBe(`Ici ${link}`);
    expect(textOn('Ici', link)).toBe(`Ici\n\n${link}`);
  });
});

describe('the link of a post whose pictures lead to it', () => {
  it('stands beside the text, not in it, and its title is the post’s until another is written', () => {
    const on = (variant: ComposableVariant) =>
      composeChannel({
        post: { title: 'Up café', text: 'Le café ouvre.', link: LINK, mediaIds: ['m'] },
        variant,
        platform: 'pinterest',
        placement: 'none',
        baseline: null,
        media: new Map([['m', PHOTO]]),
      });
    expect(on({})).toMatchObject({ text: 'Le café ouvre.', link: LINK, options: { title: 'Up café' } });
    expect(on({ options: { title: 'Le café', board: '1' } }).options).toEqual({
      title: 'Le café',
      board: '1',
    });
  });
});

describe('a film on Facebook', () => {
  const film = (facts: Record<string, unknown>, options: Record<string, unknown> = {}) =>
    composeChannel({
      post: { title: '', text: '', link: null, mediaIds: ['f'] },
      variant: { options },
      platform: 'facebook',
      placement: 'none',
      baseline: null,
      media: new Map([
        [
          'f',
          {
            ...(PHOTO as object),
            id: 'f',
            kind: 'video',
            mime: 'video/mp4',
            bytes: 1_000_000,
            width: 1080,
            height: 1920,
            durationMs: 60_000,
            ...facts,
          } as never,
        ],
      ]),
    }).options;

  it('is a reel where it can be one, and a video where not; a choice stays', () => {
    expect(film({})).toEqual({ as: 'reel' });
    expect(film({ width: 1920, height: 1080 })).toEqual({ as: 'video' });
    expect(film({ durationMs: 91_000 })).toEqual({ as: 'video' });
    expect(film({ durationMs: 9_000_000 })).toEqual({ as: 'video' });
    expect(film({}, { as: 'video' })).toEqual({ as: 'video' });
    expect(film({ width: 1920, height: 1080 }, { as: 'reel' })).toEqual({ as: 'reel' });
  });

  it('is chosen for videos alone', () => {
    expect(
      composeChannel({
        post: { title: '', text: '', link: null, mediaIds: ['m'] },
        variant: {},
        platform: 'facebook',
        placement: 'none',
        baseline: null,
        media: new Map([['m', PHOTO]]),
      }).options,
    ).toEqual({});
  });
});

describe('a story', () => {
  const storyOn = (placement: 'end' | 'first_comment', link: string | null = null) =>
    composeChannel({
      post: { title: '', text: 'Ce soir', link, mediaIds: ['m'] },
      variant: { options: { placement: 'story' } },
      platform: 'facebook',
      placement,
      baseline: 'Up café, parlons solutions',
      media: new Map([['m', PHOTO]]),
    });

  it.each(['end', 'first_comment'] as const)(
    'keeps its words and the baseline (%s) for the check to tell of, and has no comment',
    (placement) => {
      expect(storyOn(placement)).toMatchObject({
        text: 'Ce soir\n\nUp café, parlons solutions',
        firstComment: null,
        options: { placement: 'story' },
      });
    },
  );

  it('is not given a link that nobody could follow', () => {
    expect(storyOn('end', LINK).text).not.toContain(LINK);
  });
});
