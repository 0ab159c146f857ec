import { allStorable } from '#rules/kernel';

/** Most levels and members of an answer: many times what any call needs. */
const DEEPEST = 40;
const MOST_MEMBERS = 20_000;
/** From this many digits on, an integer may not fit a double. */
const EXACT_DIGITS = 15;
/** Escapes that may be NUL or a surrogate: only then is the parsed value searched. */
const HARMFUL = /\\u(?:0000|d[89a-f])/iu;

/**
 * Parses a network's answer. Integers beyond 2^53 become strings, so that no id is rounded. Depth and members are
 * counted in one pass before anything is built.
 * @returns undefined when the text is not JSON (HTML of a proxy, empty, cut off), or too deep or too large
 */
export function parseJson(text: string): unknown {
  // Tested first because most optional headers are absent, and an exception costs more.
  if (text === '') return undefined;
  const exact = withExactNumbers(text);
  if (exact === null) return undefined;
  try {
    const parsed: unknown = JSON.parse(exact);
    return HARMFUL.test(exact) ? allStorable(parsed) : parsed;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The text with its long integers in quotes; null when it is nested too deep or has too many members. */
function withExactNumbers(text: string): string | null {
  const kept: string[] = [];
  let from = 0;
  let depth = 0;
  let members = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) {
      at = endOfString(text, at);
    } else if (sign === OPEN_OBJECT || sign === OPEN_LIST) {
      if (++depth > DEEPEST) return null;
    } else if (sign === CLOSE_OBJECT || sign === CLOSE_LIST) {
      depth--;
    } else if (sign === COMMA) {
      if (++members > MOST_MEMBERS) return null;
    } else if (sign === MINUS || isDigit(sign)) {
      const end = endOfNumber(text, at);
      const number = text.slice(at, end);
      if (number.length > EXACT_DIGITS && /^-?\d+$/u.test(number)) {
        kept.push(text.slice(from, at), '"', number, '"');
        from = end;
      }
      at = end - 1;
    }
  }
  kept.push(text.slice(from));
  return kept.join('');
}

const [QUOTE, BACKSLASH, COMMA, MINUS] = [0x22, 0x5c, 0x2c, 0x2d];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];

const isDigit = (sign: number): boolean => sign >= 0x30 && sign <= 0x39;

/** Index of a string's closing quote; the text's end when it has none. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === BACKSLASH) at++;
    else if (sign === QUOTE) return at;
  }
  return text.length;
}

/** Index after the last character that can be part of a number. */
function endOfNumber(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && (isDigit(text.charCodeAt(at)) || '.eE+-'.includes(text.charAt(at)))) at++;
  return at;
}
