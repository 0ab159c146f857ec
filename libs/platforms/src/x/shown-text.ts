import { normalised } from '../kit/text.js';
import type { TimelineRow } from './schemas.js';

/** A text word by word, since X and we write it differently: which words are, or have, an address that X shortened. */
export interface ShownText {
  words: readonly string[];
  shortened: readonly boolean[];
}

const SHORT = /https:\/\/t\.co\/\w{1,40}/gu;
const wordsOf = (text: string): string[] => text.split(/\s+/u).filter((word) => word !== '');

/** What a post of ours says. */
export const sentText = (text: string): ShownText => ({ words: wordsOf(normalised(text)), shortened: [] });

/**
 * What a listed post says: short addresses stand for what was written, the one of the media for nothing, and `&`, `<` and
 * `>` are escaped. Source: X API, entities of posts. Which words X takes for addresses is left to it: its list of domains
 * grows.
 */
export function listedText({ text, entities }: Pick<TimelineRow, 'text' | 'entities'>): ShownText {
  const written = new Map((entities?.urls ?? []).map((one) => [one.url, one]));
  const isOfMedia = (word: string): boolean => {
    const { media_key: key, expanded_url: address = '' } = written.get(word) ?? {};
    return key !== undefined || OF_MEDIA.test(address);
  };
  const words = wordsOf(normalised(text)).filter((word) => !isOfMedia(word));
  const full = (short: string): string => written.get(short)?.expanded_url ?? short;
  return {
    words: words.map((word) => unescaped(word.replace(SHORT, full))),
    shortened: words.map((word) => word.includes('https://t.co/')),
  };
}

/** Whether a listed post has the words of one of ours, its addresses aside. */
export const isAlike = (listed: ShownText, sent: ShownText): boolean =>
  sent.words.length > 0 &&
  listed.words.length === sent.words.length &&
  listed.words.every((word, index) => listed.shortened[index] || word === sent.words[index]);

/** Whether a listed post says what one of ours says. */
export const isSame = (listed: ShownText, sent: ShownText): boolean =>
  listed.words.length === sent.words.length &&
  listed.words.every((word, index) => {
    const other = sent.words[index] ?? '';
    return word === other || (listed.shortened[index] && spelling(word) === spelling(other));
  });

/** Where the short address of a post's own media leads. */
const OF_MEDIA = /^https:\/\/(?:x|twitter)\.com\/\w{1,40}\/status\/\d{1,19}\/(?:photo|video)\/\d+$/u;

const ESCAPES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
const unescaped = (text: string): string =>
  text.replace(/&(?:amp|lt|gt);/gu, (escape) => ESCAPES[escape] ?? escape);

/** An address in one spelling: X adds the scheme where people write none, and may encode letters or end it in a slash. */
function spelling(word: string): string {
  const [host = '', ...path] = word.replace(/https?:\/\//giu, '').split('/');
  return decoded([host.toLowerCase(), ...path].join('/')).replace(/\/(?=[^\p{L}\p{N}/]*$)/u, '');
}

/** Encoded letters as letters; what encodes none stays. */
const decoded = (word: string): string =>
  word.replace(/(?:%[\da-f]{2})+/giu, (letters) => {
    try {
      return decodeURIComponent(letters);
    } catch (error) {
      if (error instanceof URIError) return letters;
      throw error;
    }
  });
