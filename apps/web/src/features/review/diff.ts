import { diffArrays } from 'diff';

/** A part of a text that is unchanged, removed or added. */
export interface DiffPart {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Above this many changed words, the whole text counts as changed: comparing costs much and helps nobody. */
const MOST_CHANGES = 1_000;

const words = new Intl.Segmenter(undefined, { granularity: 'word' });

/**
 * Words, spaces and marks by Unicode's segmentation; an emoji of several characters is one. Segmentation joins the
 * narrow space of French punctuation to the word before it, so it is split off.
 */
const tokensOf = (text: string): string[] =>
  Array.from(words.segment(text), ({ segment }) => segment.split(/(\s+)/).filter(Boolean)).flat();

/** Differences between two texts by words; an added or removed space or line counts too. */
export function diffWords(before: string, after: string): DiffPart[] {
  const changes = diffArrays(tokensOf(before), tokensOf(after), { maxEditLength: MOST_CHANGES }) ?? [
    { value: [before], removed: true, added: false },
    { value: [after], removed: false, added: true },
  ];
  return changes.map(({ value, removed, added }) => ({
    kind: removed ? 'removed' : added ? 'added' : 'same',
    text: value.join(''),
  }));
}
