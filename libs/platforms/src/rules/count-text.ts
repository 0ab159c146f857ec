import type { AccountLimits, Capabilities, TextRule, TextUnit } from './capabilities.js';
import type { ChannelContent } from './platform.js';
import { capabilitiesOf, type Platform } from './registry.js';
import { weightOf } from './weight-of.js';

/**
 * Length of a text as the network counts it.
 * @returns in the rule's unit
 */
export function lengthOf({ unit, linkLength, shortMentions }: TextRule, text: string): number {
  const short = shortMentions ? withShortMentions(text) : text;
  if (linkLength === undefined) return lengthIn(unit, short);
  const links = addressesIn(short).length;
  return lengthIn(unit, short.replace(ADDRESS, '')) + links * linkLength;
}

/** A text in which `@person@server` is `@person`. */
export const withShortMentions = (text: string): string => text.replace(REMOTE_MENTION, '$1');

/** Length of a text in UTF-8, bytes. */
export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });

function lengthIn(unit: TextUnit, text: string): number {
  switch (unit) {
    case 'grapheme':
      return [...GRAPHEMES.segment(text)].length;
    case 'byte':
      return bytesOf(text);
    case 'weighted':
      return weightOf(text);
    case 'keywords':
      return keywordsIn(text)
        .map((keyword) => (/\s/u.test(keyword) ? `"${keyword}"` : keyword))
        .join(',').length;
    case 'utf16':
      return text.length;
    case 'code_point':
      return [...text].length;
    case 'emoji_bytes':
      return [...text].reduce((sum, point) => sum + (OF_EMOJI.test(point) ? utf8Bytes(point) : 1), 0);
  }
}

/** The keywords of a list that commas separate. */
export const keywordsIn = (text: string): string[] =>
  text
    .split(',')
    .map((keyword) => keyword.trim())
    .filter(Boolean);

/** Code points that emoji are made of: pictures, flags, tones of skin, and what joins or selects them. */
const OF_EMOJI = /^[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u200d\ufe0f\u20e3]$/u;

/** Bytes of one code point in UTF-8. */
function utf8Bytes(point: string): number {
  const code = point.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

/** Length of a post's text as the network counts it; used by the composer's counter and by the check. */
export function countText(platform: Platform, content: Counted, limits?: AccountLimits | null): number {
  return countIn(capabilitiesOf(platform, limits), content);
}

/** What the length of a post's text is made of. */
type Counted = Pick<ChannelContent, 'text' | 'options'>;

/** The same by a network's rules: the text, and the options that share its length. */
export const countIn = (rules: Capabilities, { text, options }: Counted): number =>
  rules.options
    .flatMap((rule) => (rule.kind === 'text' && rule.countsWithText ? [options[rule.key]] : []))
    .reduce<number>(
      (sum, beside) => sum + (typeof beside === 'string' ? lengthOf(rules.text, beside) : 0),
      lengthOf(rules.text, text),
    );

/** An address in running text, without the punctuation that follows it. */
const ADDRESS = /https?:\/\/[^\s<>"«»]+[^\s<>"«».,;:!?)\]}’'…]/giu;
/** A `#` counts unless a letter, digit, `_`, `/` or `&` is directly before it; accents belong to the word. */
const HASHTAG = /(?<![\p{L}\p{M}\p{N}_/&#])#([\p{L}\p{M}\p{N}_]+)/gu;
const MENTION =
  /(?<![\p{L}\p{M}\p{N}_/.@])@([\p{L}\p{M}\p{N}_](?:[\p{L}\p{M}\p{N}_.-]*[\p{L}\p{M}\p{N}_])?)/gu;

/** A mention of somebody on another server, `@person@server.example`; the first group is what counts. */
const REMOTE_MENTION = /(?<![\p{L}\p{N}_/])(@[A-Z0-9_]{1,100})@[A-Z0-9][A-Z0-9.-]{0,253}[A-Z0-9]/giu;

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
