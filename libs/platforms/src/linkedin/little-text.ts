import { textParts } from '../rules/count-text.js';

/** Every reserved character; an unescaped one cuts the post there, silently. Source: LinkedIn little text format. */
const RESERVED = /[\\|{}@[\]()<>#*_~]/gu;

const escape = (text: string): string => text.replace(RESERVED, '\\$&');

/**
 * Writes a text as LinkedIn's commentary: reserved characters escaped, also within addresses, and hashtags in the
 * documented template. A hashtag with a reserved character (`_`) has no place in the template and keeps its bare `#`.
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

/** A hashtag template, read where it begins: its braces end it, so a reading never passes the next one. */
const HASHTAG = /\{hashtag\|\\?#\|([^{}|\\]+)\}/uy;
/** What may begin something that is not the text itself. */
const MARK = /[\\{@]/gu;

/**
 * Reads a commentary back as the text a reader sees. One pass: what was looked for ahead and not found is not looked for
 * again, so a commentary of nothing but openings takes no longer than another.
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
  /** Behind its last character. */
  end: number;
}

function tagAt(text: string, start: number): Template | null {
  HASHTAG.lastIndex = start;
  const match = HASHTAG.exec(text);
  return match && { value: `#${match[1] ?? ''}`, end: HASHTAG.lastIndex };
}

/** Reads mention templates `@[name](urn)` of one text, asked in its order. */
function mentionReader(text: string): (start: number) => Template | null {
  // Where the bracket ends that is open from `since` on; escapes are pairs for whoever reads in order, so it ends there for
  // every later opening too.
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
