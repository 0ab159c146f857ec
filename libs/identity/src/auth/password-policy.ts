import { COMMON_PASSWORDS } from './common-passwords.js';

export const PASSWORD_LEAST = 12;
export const PASSWORD_MOST = 128;

export interface PasswordFault {
  code: 'password_short' | 'password_long' | 'password_common' | 'password_like_you';
  limit?: number;
}

/** Digits and marks around a common word, which attackers try first. */
const TRIMMINGS = /^[\d\W_]+|[\d\W_]+$/g;

let common: Set<string> | null = null;
const isCommon = (text: string): boolean => (common ??= new Set(COMMON_PASSWORDS.split(' '))).has(text);

/** One short piece, repeated. */
const isRepeated = (text: string): boolean => /^(.{1,6})\1+.{0,5}$/u.test(text);

/** Parts of names and addresses to look for in a password. Shorter parts occur in too many words. */
const piecesOf = (texts: readonly string[]): string[] =>
  texts
    .flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])
    .map((piece) => piece.toLowerCase())
    .filter((piece) => piece.length >= 4);

/** The rest of a password without the person's own names. */
function withoutNames(password: string, names: readonly string[]): string {
  let rest = password;
  for (const name of [...names].sort((a, b) => b.length - a.length)) rest = rest.replaceAll(name, '');
  return rest;
}

/**
 * Why a password is refused, or null (OWASP ASVS 2.1: 12 to 128 characters, none of the most common, no composition
 * rules). Decoration does not help: a common word with a year and a mark, one piece repeated, or the person's own
 * name or address with fewer than eight more characters.
 * @param about the person's name and address
 */
export function passwordFault(password: string, about: readonly string[]): PasswordFault | null {
  const length = [...password].length;
  if (length < PASSWORD_LEAST) return { code: 'password_short', limit: PASSWORD_LEAST };
  if (length > PASSWORD_MOST) return { code: 'password_long', limit: PASSWORD_MOST };
  const lower = password.normalize('NFKC').toLowerCase();
  const base = lower.replace(TRIMMINGS, '');
  if (isCommon(lower) || isCommon(base) || base === '' || isRepeated(lower)) {
    return { code: 'password_common' };
  }
  const names = piecesOf(about.map((text) => text.normalize('NFKC')));
  const rest = withoutNames(lower, names);
  if (rest !== lower && rest.length < 8) return { code: 'password_like_you' };
  return null;
}
