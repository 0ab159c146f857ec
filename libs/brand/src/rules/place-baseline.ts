import { holdsWording } from './wording.js';

/** Where a channel puts the baseline of a post's format. */
export const PLACEMENTS = ['end', 'first_comment', 'none'] as const;
export type Placement = (typeof PLACEMENTS)[number];

export interface PlacedTexts {
  text: string;
  firstComment: string | null;
}

/** Whether the author already typed the baseline, in any typography (see {@link wordsOf}). */
export const carriesBaseline = (text: string, baseline: string): boolean => holdsWording(text, baseline);

/**
 * Places a baseline where the channel wants it, once: a text that already contains it, in the body or in the first
 * comment, stays as typed. The author's typography and the baseline's text are never changed.
 */
export function placeBaseline(
  texts: PlacedTexts,
  baseline: string | null,
  placement: Placement,
): PlacedTexts {
  const { text, firstComment } = texts;
  if (!baseline || placement === 'none') return texts;
  if (carriesBaseline(text, baseline) || (firstComment && carriesBaseline(firstComment, baseline))) {
    return texts;
  }
  return placement === 'end'
    ? { text: append(text, baseline), firstComment }
    : { text, firstComment: append(firstComment ?? '', baseline) };
}

const append = (text: string, line: string): string => (text.trim() ? `${text.trimEnd()}\n\n${line}` : line);

export interface BaselineVersion {
  id: string;
  text: string;
  /** Days, `YYYY-MM-DD`, both inclusive; null when open. */
  validFrom: string;
  validTo: string | null;
}

/** The version in force on a day; null when there is none. */
export function baselineOn<V extends BaselineVersion>(versions: readonly V[], day: string): V | null {
  const inForce = versions.filter((v) => v.validFrom <= day && (v.validTo === null || day <= v.validTo));
  return inForce.sort((a, b) => b.validFrom.localeCompare(a.validFrom))[0] ?? null;
}
