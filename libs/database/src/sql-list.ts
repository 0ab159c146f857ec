/**
 * Words of the source as a list in SQL: `('a', 'b')`. Values from outside must be parameters instead.
 * @throws Error for a text that is not a plain word
 */
export function sqlList(words: readonly string[]): string {
  const strange = words.find((word) => !/^\w+$/.test(word));
  if (strange !== undefined || words.length === 0) throw new Error(`no list of words: ${words.join(', ')}`);
  return `(${words.map((word) => `'${word}'`).join(', ')})`;
}
