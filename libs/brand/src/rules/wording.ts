import { streamSafe } from '#rules/kernel';

/** Characters that people or devices put in place of a French apostrophe (Unicode names beside). */
const APOSTROPHES =
  // grave, acute, ʹ prime letter, ʻ ʼ ʽ comma letters, ʾ ring, ˈ ˊ ˋ strokes, ' ' ‚ ‛ quotes, ′ ‵ primes, ꞌ saltillo, ＇ ｀ wide
  /[\u0060\u00B4\u02B9\u02BB-\u02BE\u02C8\u02CA\u02CB\u2018-\u201B\u2032\u2035\uA78B\uA78C\uFF07\uFF40]/gu;

/**
 * Invisible characters: soft hyphens, zero-width characters, direction marks, variation selectors (Unicode, UAX 44
 * and 31).
 */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/**
 * A word, or a punctuation mark that ends or divides a sentence. A hyphen or an apostrophe inside a word belongs to
 * it, so that a part of a longer word ("Start-up") does not count as the word.
 */
const TOKEN = /[\p{L}\p{N}\p{M}]+(?:-[\p{L}\p{N}\p{M}]+)*|[,;:.!?]/gu;

/**
 * The words of a text in a comparable form. In this order, because compatibility forms would turn a lone acute
 * accent into a space: every kind of apostrophe becomes `'`; invisible characters are removed; letters take their
 * composed compatibility form (NFKC: wide letters, ligatures, decomposed accents); every hyphen becomes `-`; lower
 * case. Spaces, quotes, emphasis marks and symbols separate words and are not compared; accents and punctuation are.
 */
export function wordsOf(text: string): string[] {
  const visible = text.replace(APOSTROPHES, "'").replace(INVISIBLE, '');
  const plain = streamSafe(visible)
    .normalize('NFKC')
    .replace(/[\u2010\u2011]/gu, '-')
    .toLowerCase();
  return plain.match(TOKEN) ?? [];
}

const isMark = (token: string): boolean => /^[,;:.!?]$/u.test(token);

/**
 * Whether a text contains the words of a baseline, complete and in order. The baseline's final punctuation does not
 * count.
 */
export function holdsWording(text: string, wording: string): boolean {
  const wanted = wordsOf(wording);
  while (wanted.length > 0 && isMark(wanted.at(-1) ?? '')) wanted.pop();
  if (wanted.length === 0) return false;
  return holdsRun(wordsOf(text), wanted);
}

/** Whether a list contains another, complete and in order (Knuth, Morris and Pratt): linear in the length of both. */
function holdsRun(words: readonly string[], wanted: readonly string[]): boolean {
  // For each prefix of the wanted list, the length of its longest proper prefix that is also its suffix.
  const again = [0];
  let matched = 0;
  for (let at = 1; at < wanted.length; at++) {
    while (matched > 0 && wanted[at] !== wanted[matched]) matched = again[matched - 1] ?? 0;
    if (wanted[at] === wanted[matched]) matched++;
    again.push(matched);
  }
  matched = 0;
  for (const word of words) {
    while (matched > 0 && word !== wanted[matched]) matched = again[matched - 1] ?? 0;
    if (word === wanted[matched]) matched++;
    if (matched === wanted.length) return true;
  }
  return false;
}
