import { beginning, storable } from '#rules/kernel';
import { redact } from './redact.js';

/** Longest sentence that is kept, and what of it is looked at, UTF-16 units: whatever else came is not even read. */
const SENTENCE = 500;
const READ = 4_000;
const CODE = 64;

/** Control characters, and what turns the direction of the text around it (Unicode, UAX 9). */
const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u2028\u2029]+/gu;

/**
 * The one door for words of a network that are kept or shown: without secrets, control and direction characters or half
 * signs, and cut between two signs.
 * @param most UTF-16 units at the most
 */
export function fromNetwork(text: string, most = SENTENCE): string {
  const clean = redact(storable(beginning(text, READ))).replace(UNSEEN, ' ');
  return beginning(clean, most).trim();
}

/** A code of a network: short, of letters, digits and `_ - . : /` alone, and never a secret. */
export function networkCode(code: string): string {
  const clean = fromNetwork(code, CODE)
    .replace(/\[secret\]/gu, 'secret')
    .replace(/[^\w.:/-]+/gu, '_');
  return clean === '' ? 'unnamed' : clean;
}

/** Longest wait that is taken over, ms: nobody waits ten years, and every clock can add it. */
const LONGEST_WAIT_MS = 366 * 86_400_000;

/** A wait as it was told: finite and not negative, or none. */
export const networkWait = (ms: number | undefined): number | undefined =>
  ms !== undefined && Number.isFinite(ms) && ms >= 0 ? Math.min(Math.round(ms), LONGEST_WAIT_MS) : undefined;
