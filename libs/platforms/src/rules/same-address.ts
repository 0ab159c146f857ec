import { textParts } from './count-text.js';

/** Addresses without a scheme, as people type them in a text: a host with a dot and what follows it. */
const BARE = /(?<![\p{L}\p{N}-])[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?::\d{1,5})?(?:[/?#][^\s<>"«»]*)?/giu;

/**
 * The form in which two addresses name the same page (RFC 3986, 6.2.2 and 6.2.3): case of scheme and host, the port that the
 * scheme has anyway, an empty path and the encoding of ordinary letters do not matter; path, query and fragment do.
 * @returns null for what is no address
 */
function addressKey(address: string): string | null {
  const text = address.trim();
  const full = /^[a-z][a-z\d+.-]*:/iu.test(text) ? text : `https://${text}`;
  return URL.canParse(full) ? new URL(full).href : null;
}

/** Without what a sentence puts after an address: its full stop, or the bracket around it. */
function unpunctuated(address: string): string {
  let end = address.length;
  while (end > 0 && PUNCTUATION.includes(address.charAt(end - 1))) end--;
  return address.slice(0, end);
}

const PUNCTUATION = ".,;:!?)]}'’…";

/**
 * Whether a text already holds an address. A longer one that only begins with it is another; one that is written
 * without its scheme is the same where networks make it a link all the same (https).
 */
export function holdsAddress(text: string, address: string): boolean {
  const wanted = addressKey(address);
  if (wanted === null) return text.includes(address);
  const found = textParts(text).flatMap(({ kind, value }) =>
    kind === 'address' ? [value] : (value.match(BARE) ?? []),
  );
  return found.some(
    (candidate) => addressKey(candidate) === wanted || addressKey(unpunctuated(candidate)) === wanted,
  );
}
