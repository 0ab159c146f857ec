import { holdsWording } from './wording.js';

/** Where a channel puts the baseline of a post's format. */
export const PLACEMENTS = ['end', 'first_comment', 'none'] as const;
export type Placement = (typeof PLACEMENTS)[number];

export interface PlacedTexts {
  text: string;
  firstComment: string | null;
}

/** Whether the author already typed the baseline, in whatever typography (see {@link wordsOf}). */
export const carriesBaseline = (text: string, baseline: string): boolean => holdsWording(text, baseline);

/**
 * Puts a baseline where the channel wants it, once: a text that already carries it, in the body or in the first
 * comment, is left as typed. The author's own typography is never touched, nor the wording of the baseline.
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
  /** Days, `YYYY-MM-DD`, both included; an open end is null. */
  validFrom: string;
  validTo: string | null;
}

/** The version in force on a day; null when the format has none then. */
export function baselineOn<V extends BaselineVersion>(versions: readonly V[], day: string): V | null {
  const inForce = versions.filter((v) => v.validFrom <= day && (v.validTo === null || day <= v.validTo));
  return inForce.sort((a, b) => b.validFrom.localeCompare(a.validFrom))[0] ?? null;
}
