/** A JSON string, or an integer of 16 digits or more outside of any string. */
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/gu;

/**
 * Parses what a network answered; integers beyond 2^53 become strings, so no id is ever rounded.
 * @returns undefined when the text is not JSON (HTML of a proxy, nothing at all, a cut answer)
 */
export function parseJson(text: string): unknown {
  // Not by way of an exception: most headers that could hold JSON are not there at all.
  if (text === '') return undefined;
  try {
    return JSON.parse(text.replace(TOKENS, (token) => (token.startsWith('"') ? token : `"${token}"`)));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
