import { beginning, storable } from '#rules/kernel';

/** Longest text that is stored whole, in UTF-16 units: far above any id or address, far below the limit of a row. */
const LONGEST_TEXT = 100_000;
/** Longest pause that is accepted, ms: a year. A value that is not a number counts as a minute. */
const LONGEST_MS = 365 * 86_400_000;
const NO_NUMBER_MS = 60_000;

const kept = (text: string): string => storable(beginning(text, LONGEST_TEXT));

/**
 * JSON of a settlement that PostgreSQL always accepts, whatever a network answered: no NUL, no lone surrogate, no
 * endless text, in values and in names. An outcome that could not be written would be repeated.
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
