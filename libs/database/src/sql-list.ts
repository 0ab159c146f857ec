/**
 * Words of the program as a list in SQL: `('a', 'b')`. Only for words that stand in the source; what comes from outside is a
 * parameter.
 * @throws Error for a word that is not one
 */
export function sqlList(words: readonly string[]): string {
  const strange = words.find((word) => !/^\w+$/.test(word));
  if (strange !== undefined || words.length === 0) throw new Error(`no list of words: ${words.join(', ')}`);
  return `(${words.map((word) => `'${word}'`).join(', ')})`;
}
