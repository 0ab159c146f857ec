import { textParts } from '../rules/count-text.js';

/**
 * Every reserved character; an unescaped one silently cuts the post off there. Source: LinkedIn little text format.
 */
const RESERVED = /[\\|{}@[\]()<>#*_~]/gu;

const escape = (text: string): string => text.replace(RESERVED, '\\$&');

/**
 * Converts a text to LinkedIn's commentary: escapes reserved characters, also within addresses, and writes hashtags
 * as the documented template. A hashtag with a reserved character (`_`) does not fit the template and keeps its
 * plain `#`.
 */
export function toLittleText(text: string): string {
  return textParts(text)
    .map(({ kind, value }) => (kind === 'hashtag' ? hashtag(value.slice(1)) : escape(value)))
    .join('');
}

function hashtag(word: string): string {
  const escaped = escape(word);
  return escaped === word ? `{hashtag|\\#|${word}}` : `#${escaped}`;
}

/** A hashtag template at the current position; it cannot extend past its braces into the next one. */
const HASHTAG = /\{hashtag\|\\?#\|([^{}|\\]+)\}/uy;
/** Characters that may begin an escape or a template. */
const MARK = /[\\{@]/gu;

/**
 * Converts a commentary back to the text that readers see. One pass: a failed look-ahead is remembered and not
 * repeated, so a commentary of nothing but opening brackets takes linear time too.
 */
export function fromLittleText(commentary: string): string {
  const read: string[] = [];
  const mentions = mentionReader(commentary);
  let at = 0;
  const upTo = (end: number, next: number, value: string): void => {
    read.push(commentary.slice(at, end), value);
    at = next;
  };
  for (;;) {
    MARK.lastIndex = at;
    const found = MARK.exec(commentary);
    if (!found) break;
    const start = found.index;
    if (found[0] === '\\') {
      upTo(start, start + 2, commentary.slice(start + 1, start + 2));
      continue;
    }
    const template = found[0] === '{' ? tagAt(commentary, start) : mentions(start);
    if (template) upTo(start, template.end, template.value);
    else upTo(start, start + 1, found[0]);
  }
  read.push(commentary.slice(at));
  return read.join('');
}

interface Template {
  value: string;
  /** Index after its last character. */
  end: number;
}

function tagAt(text: string, start: number): Template | null {
  HASHTAG.lastIndex = start;
  const match = HASHTAG.exec(text);
  return match && { value: `#${match[1] ?? ''}`, end: HASHTAG.lastIndex };
}

/** Reads mention templates `@[name](urn)` of one text; calls must be in ascending order of position. */
function mentionReader(text: string): (start: number) => Template | null {
  // Where the bracket that is open from `since` on ends. Escapes are pairs when read in order, so every later
  // opening ends there too.
  let since = -1;
  let until = -1;
  let noParenthesis = false;
  const bracketEnd = (from: number): number => {
    if (since >= 0 && from >= since && from <= until) return until;
    since = from;
    until = from;
    while (until < text.length && text[until] !== ']') until += text[until] === '\\' ? 2 : 1;
    return until;
  };
  return (start) => {
    if (text[start + 1] !== '[') return null;
    const close = bracketEnd(start + 2);
    if (close >= text.length || text[close + 1] !== '(' || noParenthesis) return null;
    const end = text.indexOf(')', close + 2);
    noParenthesis = end < 0;
    if (noParenthesis) return null;
    return { value: text.slice(start + 2, close).replace(/\\(.)/gsu, '$1'), end: end + 1 };
  };
}
