import type { TextUnit } from './capabilities.js';
import { capabilitiesOf, type Platform } from './registry.js';

/** Length of a text in a unit. */
export function lengthIn(unit: TextUnit, text: string): number {
  return unit === 'utf16' ? text.length : [...text].length;
}

/** Length of a post's text as the network counts it; used by the composer's counter and by the check. */
export function countText(platform: Platform, text: string): number {
  return lengthIn(capabilitiesOf(platform).text.unit, text);
}

/** An address in running text, without the punctuation that follows it. */
const ADDRESS = /https?:\/\/[^\s<>"«»]+[^\s<>"«».,;:!?)\]}’'…]/giu;
/** A `#` counts unless a letter, digit, `_`, `/` or `&` is directly before it; accents belong to the word. */
const HASHTAG = /(?<![\p{L}\p{M}\p{N}_/&#])#([\p{L}\p{M}\p{N}_]+)/gu;
const MENTION =
  /(?<![\p{L}\p{M}\p{N}_/.@])@([\p{L}\p{M}\p{N}_](?:[\p{L}\p{M}\p{N}_.-]*[\p{L}\p{M}\p{N}_])?)/gu;

/** The addresses of a text, as written. */
export function addressesIn(text: string): string[] {
  return text.match(ADDRESS) ?? [];
}

/**
 * The hashtags of a text without their `#`, accents kept; a fragment of an address or a bare number does not count.
 */
export function hashtagsIn(text: string): string[] {
  return [...text.replace(ADDRESS, ' ').matchAll(HASHTAG)]
    .map((match) => match[1] ?? '')
    .filter((word) => /[^\p{N}_]/u.test(word));
}

/** The mentions of a text without their `@`; an e-mail address does not count. */
export function mentionsIn(text: string): string[] {
  return [...text.replace(ADDRESS, ' ').matchAll(MENTION)].map((match) => match[1] ?? '');
}

/** A part of a text with its kind, so that each kind can be encoded in its own way. */
export interface TextPart {
  kind: 'text' | 'hashtag' | 'address';
  /** The values joined in order are exactly the text. */
  value: string;
}

/** Cuts a text into plain text, hashtags (with their `#`) and addresses. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  const push = (kind: TextPart['kind'], value: string): void => {
    if (value !== '') parts.push({ kind, value });
  };
  const plain = (from: number, to: number): void => {
    let at = from;
    for (const match of text.slice(from, to).matchAll(HASHTAG)) {
      if (!/[^\p{N}_]/u.test(match[1] ?? '')) continue;
      const start = from + match.index;
      push('text', text.slice(at, start));
      push('hashtag', match[0]);
      at = start + match[0].length;
    }
    push('text', text.slice(at, to));
  };
  for (const match of text.matchAll(ADDRESS)) {
    plain(end, match.index);
    push('address', match[0]);
    end = match.index + match[0].length;
  }
  plain(end, text.length);
  return parts;
}
