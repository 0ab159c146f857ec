const TYPED = /^(\d{1,2})(?:\s*[:h.]\s*(\d{1,2})?|(\d{2}))?\s*(a|p)?\.?\s*(?:m\.?)?$/;

/**
 * Parses a typed time to `HH:mm`: `9h30`, `0930`, `9:30 pm`, `9`; null when it is not a time. All forms are accepted
 * in both languages.
 */
export function readTime(typed: string): string | null {
  const match = TYPED.exec(typed.trim().toLowerCase().replace(/\s+/g, ' '));
  if (!match) return null;
  const [, hours = '', split, joined, half] = match;
  // A single digit after the separator is an incomplete minute.
  if (split?.length === 1) return null;
  const [hour, minute] = [Number(hours), Number(split ?? joined ?? 0)];
  if (minute > 59 || (half ? hour < 1 || hour > 12 : hour > 23)) return null;
  const of24 = half ? (hour % 12) + (half === 'p' ? 12 : 0) : hour;
  return `${pad(of24)}:${pad(minute)}`;
}

const pad = (value: number): string => String(value).padStart(2, '0');
