import { streamSafe } from '#rules/kernel';

/**
 * Normalises a text for comparison, because networks may change it: composed letters, plain line ends, no blanks at
 * line ends. Linear in the length of any text.
 */
export const normalised = (text: string): string =>
  streamSafe(text)
    .normalize('NFC')
    .replace(/\r\n?/gu, '\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();

/** A longer text is not an instant. */
const LONGEST_INSTANT = 64;

/** Milliseconds of an instant as networks write it (`2026-01-31T18:20:00+0000` has no colon); NaN when unreadable. */
export const instantMs = (text: string): number =>
  text.length > LONGEST_INSTANT ? NaN : Date.parse(text.replace(/([+-]\d{2})(\d{2})$/u, '$1:$2'));

/** How much earlier than our first attempt a network may date our post, ms: seconds are cut, clocks drift. */
export const CLOCK_SKEW_MS = 60_000;
