const plain = (words: string): string => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Month names in the interface's languages; each is accepted in both. */
const MONTHS = ['fr-FR', 'en-GB'].map((locale) => {
  const format = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => plain(format.format(Date.UTC(2026, month, 15))));
});

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const FIGURES = /^(\d{1,2})\s*[/. -]\s*(\d{1,2})(?:\s*[/. -]\s*(\d{4}|\d{2}))?$/;
const WORDS = /^(?:\p{L}+\.?,? )?(\d{1,2})(?:er|st|nd|rd|th)? (\p{L}{3,})\.?(?: (\d{4}|\d{2}))?$/u;

/**
 * Parses a typed day to `YYYY-MM-DD`: `1/12/2026`, `1er décembre`, `2026-12-01`; null when it is not a day. Day
 * before month, as in both languages. Without a year it is the next such day.
 * @param today from which the next such day is counted
 */
export function readDay(typed: string, today: string): string | null {
  const text = plain(typed).trim().replace(/\s+/g, ' ');
  const iso = ISO.exec(text);
  if (iso) return whole(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const figures = FIGURES.exec(text);
  if (figures) return dated(figures[3], Number(figures[2]), Number(figures[1]), today);
  const words = WORDS.exec(text);
  return words ? dated(words[3], monthOf(words[2] ?? ''), Number(words[1]), today) : null;
}

/** Whether the text has day, month and a year of four digits, so that it is complete. */
export const isWholeDay = (typed: string): boolean =>
  /^\s*(\d{4}-\d{2}-\d{2}|\d{1,2}[/. -]\d{1,2}[/. -]\d{4})\s*$/.test(typed);

function dated(year: string | undefined, month: number, day: number, today: string): string | null {
  if (year) return whole(Number(year) + (year.length === 2 ? 2000 : 0), month, day);
  const thisYear = Number(today.slice(0, 4));
  const found = whole(thisYear, month, day);
  return found && found >= today ? found : whole(thisYear + 1, month, day);
}

/** 1 to 12; 0 when no month, or more than one, begins with this name. */
function monthOf(name: string): number {
  for (const names of MONTHS) {
    const found = names.flatMap((month, index) => (month.startsWith(name) ? [index + 1] : []));
    if (found.length === 1) return found[0] ?? 0;
  }
  return 0;
}

function whole(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const is = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return is ? date.toISOString().slice(0, 10) : null;
}
