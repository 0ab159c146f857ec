import { describe, expect, it } from '@jest/globals';
import { diffWords } from './diff';

/** `[-went-]`, `{+came+}`. */
const told = (before: string, after: string): string =>
  diffWords(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'removed' ? `[-${text}-]` : `{+${text}+}`))
    .join('');

describe('what changed between two texts', () => {
  it('is told word by word', () => {
    expect(told('Venez samedi à dix heures.', 'Venez dimanche à dix heures.')).toBe(
      'Venez [-samedi-]{+dimanche+} à dix heures.',
    );
  });

  it('is nothing for the same text, and all of it where one is empty', () => {
    expect(diffWords('Bonjour', 'Bonjour')).toEqual([{ kind: 'same', text: 'Bonjour' }]);
    expect(diffWords('', 'Bonjour')).toEqual([{ kind: 'added', text: 'Bonjour' }]);
    expect(diffWords('Bonjour', '')).toEqual([{ kind: 'removed', text: 'Bonjour' }]);
    expect(diffWords('', '')).toEqual([]);
  });

  it('holds a line that came and a space that went, which go out too', () => {
    expect(told('Un.\nDeux.', 'Un.\n\nDeux.')).toBe('Un.\n{+\n+}Deux.');
    expect(told('Up  café', 'Up café')).toBe('Up[-  -]{+ +}café');
    expect(told('Quoi\u202f?', 'Quoi ?')).toBe('Quoi[-\u202f-]{+ +}?');
  });

  it('leaves the punctuation beside a changed word alone, and words with an apostrophe whole', () => {
    expect(told('Merci, Karim !', 'Merci, Sophie !')).toBe('Merci, [-Karim-]{+Sophie+} !');
    expect(told('l’été dure', 'l’hiver dure')).toBe('[-l’été-]{+l’hiver+} dure');
  });

  it('never cuts an emoji in two', () => {
    expect(told('Bravo 👩‍🍳', 'Bravo 👩‍🌾')).toBe('Bravo [-👩‍🍳-]{+👩‍🌾+}');
    expect(told('🇫🇷', '🇧🇪')).toBe('[-🇫🇷-]{+🇧🇪+}');
  });

  it('finds words where a language writes none apart', () => {
    expect(told('今日は晴れです', '今日は雨です')).toBe('今日は[-晴れ-]{+雨+}です');
  });

  it('gives back both texts, whatever they are', () => {
    const before = 'Un café, parlons solutions.\n#Café #été';
    const after = '  Un thé, parlons de solutions !\n#Thé';
    const parts = diffWords(before, after);
    const without = (kind: string) => parts.filter((part) => part.kind !== kind).map((part) => part.text);
    expect(without('added').join('')).toBe(before);
    expect(without('removed').join('')).toBe(after);
  });

  it('is the whole text once nearly nothing of a long one stayed', () => {
    const long = (word: string) => Array.from({ length: 1_200 }, (_, i) => `${word}${i}`).join(' ');
    expect(diffWords(long('a'), long('b')).map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});
