/** The only source of time; tests pass their own to move days ahead. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

export const isoOf = (ms: number): string => new Date(ms).toISOString();

/** Graph API timestamps carry an offset without a colon: `2026-01-31T18:20:00+0000`. */
export const graphTimeOf = (ms: number): string => isoOf(ms).replace(/\.\d+Z$/, '+0000');

/** An instant given as ISO 8601, or as seconds or milliseconds since the epoch; null when it is none of them. */
export function instantOf(text: string): number | null {
  if (/^\d+$/.test(text)) return text.length > 11 ? Number(text) : Number(text) * 1000;
  const parsed = Date.parse(text);
  return Number.isNaN(parsed) ? null : parsed;
}

/** `YYYYMM` of an instant, moved by whole months. */
export function monthOf(ms: number, shift = 0): string {
  const date = new Date(ms);
  const month = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + shift, 1));
  return `${month.getUTCFullYear()}${String(month.getUTCMonth() + 1).padStart(2, '0')}`;
}

export const dayOfMonth = (ms: number): number => new Date(ms).getUTCDate();

export const startOfUtcDay = (ms: number): number => Math.floor(ms / 86_400_000) * 86_400_000;
