import { textParts } from './count-text.js';

/** Addresses without a scheme, as people type them: a host with a dot and what follows it. */
const BARE = /(?<![\p{L}\p{N}-])[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?::\d{1,5})?(?:[/?#][^\s<>"«»]*)?/giu;

/**
 * Key under which two addresses name the same page (RFC 3986, 6.2.2 and 6.2.3): ignores case of scheme and host, the
 * scheme's default port, an empty path and the encoding of ordinary letters; path, query and fragment count.
 * @returns null when it is not an address
 */
function addressKey(address: string): string | null {
  const text = address.trim();
  const full = /^[a-z][a-z\d+.-]*:/iu.test(text) ? text : `https://${text}`;
  return URL.canParse(full) ? new URL(full).href : null;
}

/** Without the punctuation that a sentence puts after an address: a full stop, or the bracket around it. */
function unpunctuated(address: string): string {
  let end = address.length;
  while (end > 0 && PUNCTUATION.includes(address.charAt(end - 1))) end--;
  return address.slice(0, end);
}

const PUNCTUATION = ".,;:!?)]}'’…";

/**
 * Whether a text already contains an address. A longer address that only begins with it does not count; one without
 * its scheme does, because networks make it a link too (https).
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
