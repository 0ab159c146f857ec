import { countText, hashtagsIn, lengthOf, mentionsIn, textParts } from './count-text.js';
import { derivePostType, postTypeFits } from './post-type.js';

describe('hashtags and mentions', () => {
  it.each<[string, string[]]>([
    ['Vive l’#éducation et #L’école', ['éducation', 'L']],
    ['#Été2026, #1000cafés!', ['Été2026', '1000cafés']],
    ['#2026 n’est pas un hashtag', []],
    ['https://a.fr/page#section et C#sharp', []],
    ['(#solidarité) #jeunes_engagés', ['solidarité', 'jeunes_engagés']],
    ['#e\u0301te\u0301', ['e\u0301te\u0301']],
  ])('hashtags of %s', (text, expected) => expect(hashtagsIn(text)).toEqual(expected));

  it.each<[string, string[]]>([
    ['Merci @groupe.sos et @café_du_coin.', ['groupe.sos', 'café_du_coin']],
    ['écrire à bonjour@groupe-sos.org', []],
    ['https://tiktok.com/@up', []],
  ])('mentions of %s', (text, expected) => expect(mentionsIn(text)).toEqual(expected));

  it('counts UTF-16 units where the network does', () =>
    expect(countText('tiktok', { text: 'é🎉', options: {} })).toBe(3));

  it.each([
    ['café', 4],
    ['🎉', 4],
    ['👩🏽‍🚀', 15],
    ['🇫🇷', 8],
    ['1️⃣', 7],
    ['漢', 1],
  ])('counts of %s, where emoji count as their bytes, %i', (text, length) =>
    expect(countText('threads', { text, options: {} })).toBe(length),
  );

  it('cuts a text into parts that join back to the letter', () => {
    const text = 'Vive l’#éducation (https://a.fr/x_y#z) ! #été';
    const parts = textParts(text);
    expect(parts.map((part) => part.value).join('')).toBe(text);
    expect(parts.filter((part) => part.kind !== 'text')).toEqual([
      { kind: 'hashtag', value: '#éducation' },
      { kind: 'address', value: 'https://a.fr/x_y#z' },
      { kind: 'hashtag', value: '#été' },
    ]);
  });
});

describe('length of a text', () => {
  it.each([
    ['grapheme', 'Été 👨‍👩‍👧‍👦', 5],
    ['byte', 'été', 5],
    ['weighted', 'é'.repeat(280), 280],
    ['weighted', '日本', 4],
    ['weighted', `Voir https://a.fr/${'x'.repeat(99)} 👨‍👩‍👧‍👦`, 5 + 23 + 1 + 2],
    ['weighted', 'x'.repeat(20_000), 20_000],
    ['keywords', ' café,, vie locale ,', 'café,"vie locale"'.length],
  ] as const)('in %s, %.30s… is %i', (unit, text, length) =>
    expect(lengthOf({ max: 500, unit }, text)).toBe(length),
  );

  it('counts an address at its fixed cost, and a person on another server without the server', () => {
    const rule = { max: 500, unit: 'grapheme', linkLength: 23, shortMentions: true } as const;
    expect(lengthOf(rule, `Lire https://example.org/${'a'.repeat(400)} !`)).toBe(5 + 23 + 2);
    expect(lengthOf(rule, 'Merci @marie@mastodon.example !')).toBe('Merci @marie !'.length);
    expect(lengthOf(rule, 'marie@mastodon.example')).toBe('marie@mastodon.example'.length);
  });
});

describe('post type', () => {
  const image = { kind: 'image' } as const;
  const video = { kind: 'video' } as const;
  it.each([
    [[], null, 'text'],
    [[], 'https://a.fr', 'link'],
    [[image], 'https://a.fr', 'image'],
    [[video], null, 'video'],
    [[image, video], null, 'images'],
  ] as const)('%j with link %s is %s', (media, link, type) =>
    expect(derivePostType(['text', 'link', 'image', 'images', 'video'], media, link)).toBe(type),
  );

  it('is text where no card is made of a link, which is part of it', () => {
    expect(derivePostType(['text', 'image'], [], 'https://a.fr')).toBe('text');
  });

  it('is an article on a site, which takes nothing else', () => {
    expect(derivePostType(['article'], [], 'https://a.fr')).toBe('article');
    expect(postTypeFits('article', [image], null)).toBe(true);
    expect(postTypeFits('article', [image, image], null)).toBe(true);
    expect(postTypeFits('article', [image, video], null)).toBe(false);
  });

  it('lets an explicit link post keep one image as thumbnail', () => {
    expect(postTypeFits('link', [image], 'https://a.fr')).toBe(true);
    expect(postTypeFits('link', [video], 'https://a.fr')).toBe(false);
    expect(postTypeFits('text', [image], null)).toBe(false);
  });
});
