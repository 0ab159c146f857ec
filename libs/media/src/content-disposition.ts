import { EXTENSIONS } from './rules/index.js';

const endingsOf = (mime: string): readonly string[] =>
  new Map<string, readonly string[]>(Object.entries(EXTENSIONS)).get(mime) ?? [];

/** Usual file extension of a type; undefined for an unknown type. */
export const extensionOf = (mime: string): string | undefined => endingsOf(mime)[0];

/** Characters that an `ext-value` must escape. Source: RFC 8187, 3.2.1 (`attr-char`). */
const PLAIN = /[^A-Za-z0-9!#$&+.^_`|~-]/gu;

/**
 * `Content-Disposition` for content that is shown, and saved under its name (RFC 6266). The extension follows the
 * content: a picture named like a page is not saved as one.
 */
export function inline(name: string, mime: string): string {
  const full = withExtension(name.replace(/\p{Surrogate}/gu, '\ufffd'), mime);
  // For clients that know only this form; a quotation mark or a backslash could end it.
  const ascii = full
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/gu, '_')
    .replace(/["\\%]/g, '_');
  const encoded = full.replace(PLAIN, (character) =>
    [...Buffer.from(character, 'utf8')]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );
  return `inline; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

function withExtension(name: string, mime: string): string {
  const known = endingsOf(mime);
  const last = /\.([^.]*)$/.exec(name)?.[1]?.toLowerCase();
  return known.length === 0 || known.includes(last ?? '') ? name : `${name}.${known[0]}`;
}
