/** What a name is compared by: words without accents, signs, or the small words that every name has. */
const SMALL = new Set([
  'le',
  'la',
  'les',
  'l',
  'de',
  'du',
  'des',
  'd',
  'a',
  'au',
  'aux',
  'en',
  'et',
  'the',
  'of',
]);

const wordsOf = (name: string): Set<string> => {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return new Set((plain.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !SMALL.has(word)));
};

interface Named {
  id: string;
  name: string;
}

/** Share of an establishment's own words that an account's name must have. */
const ENOUGH = 0.6;

/**
 * Finds the establishment that an account's name speaks of: rare words ("Bazoches") count more than those that many
 * establishments share ("café"). No suggestion is better than a wrong one, so two that fit as well suggest nothing.
 * @returns a function from an account's name to the establishment's id, or null
 */
export function suggester(establishments: readonly Named[]): (name: string) => string | null {
  const known = establishments.map(({ id, name }) => ({ id, words: wordsOf(name) }));
  const uses = new Map<string, number>();
  for (const { words } of known) for (const word of words) uses.set(word, (uses.get(word) ?? 0) + 1);
  const weight = (word: string): number => Math.log(1 + known.length / (uses.get(word) ?? known.length));
  const total = (words: Iterable<string>): number => [...words].reduce((sum, word) => sum + weight(word), 0);
  const ranked = known.map(({ id, words }) => ({ id, words, full: total(words) }));
  return (name) => {
    const said = wordsOf(name);
    const [best, next] = ranked
      .map(({ id, words, full }) => {
        const shared = total([...words].filter((word) => said.has(word)));
        return { id, shared, score: full === 0 ? 0 : shared / full };
      })
      .sort((a, b) => b.shared - a.shared || b.score - a.score);
    if (!best || best.score < ENOUGH) return null;
    // As much is said of the next one: only a name that is said whole tells them apart.
    const alone = best.shared > (next?.shared ?? 0) || (best.score === 1 && (next?.score ?? 0) < 1);
    return alone ? best.id : null;
  };
}
