import { beginning, storable } from '#rules/kernel';

/** Longest text that is kept whole, in UTF-16 units: far above any id or address, far below what a row takes. */
const LONGEST_TEXT = 100_000;
/** Longest pause that is believed, ms: a year. What is no number waits a minute. */
const LONGEST_MS = 365 * 86_400_000;
const NO_NUMBER_MS = 60_000;

const kept = (text: string): string => storable(beginning(text, LONGEST_TEXT));

/**
 * The JSON of what is written of a publication, such that PostgreSQL takes it whatever a network put into it: no NUL, no half
 * of a surrogate pair, no text without end, in values and in names. An outcome that cannot be written is made again.
 */
export const writable = (value: unknown): string =>
  JSON.stringify(value, (_name, part: unknown) => {
    if (typeof part === 'string') return kept(part);
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).map(([name, held]) => [kept(name), held]));
  });

/** A pause that the database can add to its clock, ms; null stays null. */
export function writablePause(ms: number | null): number | null {
  if (ms === null) return null;
  return Number.isNaN(ms) ? NO_NUMBER_MS : Math.min(Math.max(ms, 0), LONGEST_MS);
}
