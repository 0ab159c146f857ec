/** A text as two sides of a network may spell it: composed letters, plain line ends, no blanks at line ends. */
export function normalised(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\S\n]+$/gmu, '')
    .trim();
}

/** Milliseconds of an instant as networks write it (`2026-01-31T18:20:00+0000` has no colon); NaN when unreadable. */
export function instantMs(text: string): number {
  return Date.parse(text.replace(/([+-]\d{2})(\d{2})$/u, '$1:$2'));
}

/** How much earlier than our first attempt a network's clock may date our post: seconds are cut, clocks drift. */
export const CLOCK_SKEW_MS = 60_000;
