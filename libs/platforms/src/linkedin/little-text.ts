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

/** An escaped character, a hashtag template or a mention template, whichever comes first. */
const TOKEN = /\\(.)|\{hashtag\|\\?#\|([^{}|\\]+)\}|@\[((?:\\.|[^\]\\])*)\]\([^)]*\)/gsu;

/** Reads a commentary back as the text a reader sees. */
export function fromLittleText(commentary: string): string {
  return commentary.replace(TOKEN, (_token, escaped?: string, tag?: string, name?: string) => {
    if (escaped !== undefined) return escaped;
    return tag === undefined ? (name ?? '').replace(/\\(.)/gsu, '$1') : `#${tag}`;
  });
}
