const MOST = 200;

/**
 * Characters not allowed in a name: control characters, those that change text direction or lead to another folder.
 */
const UNFIT = /[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff/\\]+/gu;

/** A person's file name without misleading characters; never empty, at most 200 characters. */
export function cleanName(name: string): string {
  const clean = name.replace(UNFIT, ' ').replace(/\s+/g, ' ').trim();
  return [...clean].slice(0, MOST).join('') || 'media';
}

/** Multipart names arrive as Latin-1 bytes of UTF-8 (RFC 7578, 5.1), or decoded when their encoding was given. */
export function decodeName(name: string): string {
  const bytes = Buffer.from(name, 'latin1');
  if (bytes.toString('latin1') !== name) return cleanName(name);
  const text = bytes.toString('utf8');
  return cleanName(text.includes('\ufffd') ? name : text);
}
