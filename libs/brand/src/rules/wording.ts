import { streamSafe } from '#rules/kernel';

/** Signs that people type, or that their device puts, where French has an apostrophe (Unicode names beside). */
const APOSTROPHES =
  // grave, acute, ʹ prime letter, ʻ ʼ ʽ comma letters, ʾ ring, ˈ ˊ ˋ strokes, ' ' ‚ ‛ quotes, ′ ‵ primes, ꞌ saltillo, ＇ ｀ wide
  /[\u0060\u00B4\u02B9\u02BB-\u02BE\u02C8\u02CA\u02CB\u2018-\u201B\u2032\u2035\uA78B\uA78C\uFF07\uFF40]/gu;

/** Nothing to see: soft hyphens, zero-width characters, direction marks, variation selectors (Unicode, UAX 44 and 31). */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/**
 * A word, or a mark that ends or parts a sentence. A hyphen or an apostrophe inside a word belongs to it, so that what is only part
 * of a longer word ("Start-up") is not taken for the word itself.
 */
const TOKEN = /[\p{L}\p{N}\p{M}]+(?:-[\p{L}\p{N}\p{M}]+)*|[,;:.!?]/gu;

/**
 * The words of a text in the one form in which two wordings are compared. In this order, because compatibility forms
 * would take a lone acute accent for a space: every kind of apostrophe becomes `'`; what cannot be seen goes; letters take their
 * composed compatibility form (NFKC: wide letters, ligatures, decomposed accents); every hyphen becomes `-`; case goes.
 * Spaces, quotes, emphasis marks and symbols part words and are not compared; accents and punctuation are.
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

/** Whether the words of a wording stand in a text, one after the other and whole. What ends the wording does not count. */
export function holdsWording(text: string, wording: string): boolean {
  const wanted = wordsOf(wording);
  while (wanted.length > 0 && isMark(wanted.at(-1) ?? '')) wanted.pop();
  if (wanted.length === 0) return false;
  return holdsRun(wordsOf(text), wanted);
}

/** Whether a list stands in another, whole and in order (Knuth, Morris and Pratt): never longer than both together take to read. */
function holdsRun(words: readonly string[], wanted: readonly string[]): boolean {
  // For each beginning of what is wanted, how much of it stands at that beginning's end too.
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
