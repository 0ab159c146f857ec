const MOST = 200;

/** What a name may not hold: control characters, what turns the direction of reading, what leads to another folder. */
const UNFIT = /[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff/\\]+/gu;

/** A name as people gave it, without what could be taken for something else; never empty, at most 200 characters. */
export function cleanName(name: string): string {
  const clean = name.replace(UNFIT, ' ').replace(/\s+/g, ' ').trim();
  return [...clean].slice(0, MOST).join('') || 'media';
}

/** Multipart names arrive as Latin-1 bytes of UTF-8 (RFC 7578, 5.1), or decoded when they said how they were encoded. */
export function decodeName(name: string): string {
  const bytes = Buffer.from(name, 'latin1');
  if (bytes.toString('latin1') !== name) return cleanName(name);
  const text = bytes.toString('utf8');
  return cleanName(text.includes('\ufffd') ? name : text);
}
