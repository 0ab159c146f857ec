import type { DateTime } from 'luxon';
import type { Slot } from './types.js';

const NARROW = '\u202f';
const NO_BREAK = '\u00a0';

/** French spacing, so that texts can be written with a plain keyboard: « oui », 18 h, 5 €, vraiment ? */
export const french = (text: string): string =>
  text
    .replace(/ ([;!?»])/g, `${NARROW}$1`)
    .replace(/ (:)(?!\/)/g, `${NARROW}$1`)
    .replace(/« /g, `«${NARROW}`)
    .replace(/(\d) (\d{3})(?!\d)/g, `$1${NARROW}$2`)
    .replace(/(\d) (h|€|%|km|ans|min)(?![\p{L}])/gu, `$1${NO_BREAK}$2`);

/** The day so many days away; headquarters' posts move to working days, away from today. */
export function dayFrom(start: DateTime, days: number, workingDaysOnly: boolean): DateTime {
  const day = start.startOf('day').plus({ days });
  if (!workingDaysOnly || day.weekday <= 5) return day;
  return days < 0 ? day.minus({ days: day.weekday - 5 }) : day.plus({ days: 8 - day.weekday });
}

/** The date of a day as a text says it: « mardi 1er décembre ». */
const spoken = (day: DateTime): string => {
  const words = day.setLocale('fr').toFormat('cccc d LLLL');
  return words.replace(/ 1 /, ' 1er ');
};

/** The day of `j+9` or `sam+2`. */
function dayNamed(kind: string, count: number, start: DateTime): DateTime {
  if (kind === 'j') return dayFrom(start, count, true);
  return start.startOf('day').plus({ days: ((6 - start.weekday + 7) % 7 || 7) + 7 * (count - 1) });
}

const DATE = /\{(j|sam)\+(\d+)\}/g;

/** The days in a text. */
export const daysIn = (text: string, start: DateTime): DateTime[] =>
  [...text.matchAll(DATE)].map(([, kind = '', count]) => dayNamed(kind, Number(count), start));

/** Puts the dates of the coming weeks into a text. */
export const dated = (text: string, start: DateTime): string =>
  text.replace(DATE, (_, kind: string, count: string) => spoken(dayNamed(kind, Number(count), start)));

/** Paragraphs as they are stored. */
export const written = (paragraphs: readonly string[], start: DateTime): string =>
  french(dated(paragraphs.join('\n\n'), start));

/** The local minute of a slot, in the zone of its establishment. */
export function momentOf(slot: Slot, start: DateTime, zone: string, workingDaysOnly: boolean): DateTime {
  if ('inMinutes' in slot) return start.setZone(zone).startOf('minute').plus({ minutes: slot.inMinutes });
  const [hour = 0, minute = 0] = slot.time.split(':').map(Number);
  return dayFrom(start.setZone(zone), slot.day, workingDaysOnly).set({ hour, minute });
}
