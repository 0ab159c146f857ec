import { diffArrays } from 'diff';

/** A stretch of text that stayed, went or came. */
export interface DiffPart {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Beyond as many changed words a comparison tells nothing, and costs much: the whole text counts as changed. */
const MOST_CHANGES = 1_000;

const words = new Intl.Segmenter(undefined, { granularity: 'word' });

/**
 * Words, spaces and marks as the languages of the world divide them; an emoji of several characters is one. The narrow
 * space of French punctuation belongs to the word before it by that rule, and is taken off it.
 */
const tokensOf = (text: string): string[] =>
  Array.from(words.segment(text), ({ segment }) => segment.split(/(\s+)/).filter(Boolean)).flat();

/** What changed between two texts, word by word. A space or a line that came or went is told as well. */
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
