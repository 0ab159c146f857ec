import { beginning, storable } from '#rules/kernel';
import { redact } from './redact.js';

/** Longest text that is kept, and how much of the original is read, UTF-16 units. */
const SENTENCE = 500;
const READ = 4_000;
const CODE = 64;

/** Control characters, and those that change text direction (Unicode, UAX 9). */
const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u2028\u2029]+/gu;

/**
 * Cleans a network's text before it is stored or shown: removes secrets, control and direction characters and lone
 * surrogates, and cuts between two characters. Every text of a network passes here.
 * @param most UTF-16 units at most
 */
export function fromNetwork(text: string, most = SENTENCE): string {
  const clean = redact(storable(beginning(text, READ))).replace(UNSEEN, ' ');
  return beginning(clean, most).trim();
}

/** A network's error code: short, only letters, digits and `_ - . : /`, never a secret. */
export function networkCode(code: string): string {
  const clean = fromNetwork(code, CODE)
    .replace(/\[secret\]/gu, 'secret')
    .replace(/[^\w.:/-]+/gu, '_');
  return clean === '' ? 'unnamed' : clean;
}

/** Longest wait that is accepted, ms; any clock can add it. */
const LONGEST_WAIT_MS = 366 * 86_400_000;

/** A wait from a network when it is finite and not negative; else undefined. */
export const networkWait = (ms: number | undefined): number | undefined =>
  ms !== undefined && Number.isFinite(ms) && ms >= 0 ? Math.min(Math.round(ms), LONGEST_WAIT_MS) : undefined;
