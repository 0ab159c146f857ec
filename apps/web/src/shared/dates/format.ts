import { DateTime } from 'luxon';
import type { Language } from '../i18n';
import { cityOf } from './zones';

const LOCALE: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' };

/** The locale numbers and dates are written in. */
export const localeOf = (language: Language): string => LOCALE[language];

const cache = new Map<string, Intl.DateTimeFormat>();

function formatter(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language}${JSON.stringify(options)}`;
  const known = cache.get(key) ?? new Intl.DateTimeFormat(localeOf(language), options);
  cache.set(key, known);
  return known;
}

/** `09:00` of an instant in a zone. */
export const timeOf = (instant: string, timeZone: string, language: Language): string =>
  formatter(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(
    new Date(instant),
  );

/** `mardi 1 décembre`, with the year when it is another one. */
export function dayOf(instant: string, timeZone: string, language: Language): string {
  const date = new Date(instant);
  const far = DateTime.fromJSDate(date, { zone: timeZone }).year !== DateTime.now().setZone(timeZone).year;
  return formatter(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(far && { year: 'numeric' }),
    timeZone,
  }).format(date);
}

/** A calendar day `2026-12-01` in words. Noon UTC keeps it the same day wherever the browser is. */
export const dayInWords = (day: string, language: Language): string =>
  dayOf(`${day}T12:00:00Z`, 'UTC', language);

/** `1 déc. 2026`, for tables. */
export const shortDay = (day: string, language: Language): string =>
  formatter(language, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day.slice(0, 10)}T12:00:00Z`),
  );

/** `1 déc. 09:00`, for journals. */
export const shortInstant = (instant: string, timeZone: string, language: Language): string =>
  formatter(language, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(new Date(instant));

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** `dans 9 jours`, `il y a 2 heures`. */
export function relative(instant: string, language: Language, now = Date.now()): string {
  const distance = Date.parse(instant) - now;
  const format = new Intl.RelativeTimeFormat(localeOf(language), { numeric: 'auto' });
  const [unit, size] = STEPS.find(([, length]) => Math.abs(distance) >= length) ?? ['minute', 60_000];
  return format.format(Math.round(distance / size), unit);
}

/** `il y a 4 secondes`: for values measured while they are shown. */
export function relativeSeconds(instant: string, language: Language, now = Date.now()): string {
  const seconds = Math.min(0, Math.round((Date.parse(instant) - now) / 1000));
  if (Math.abs(seconds) >= 60) return relative(instant, language, now);
  return new Intl.RelativeTimeFormat(localeOf(language), { numeric: 'auto' }).format(
    Math.min(seconds, 0),
    'second',
  );
}

/** A length of time in its two largest units: `3 min 20 s`. */
export function duration(ms: number, language: Language): string {
  const seconds = Math.round(ms / 1000);
  const parts: [number, string][] = [
    [Math.floor(seconds / 3600), 'hour'],
    [Math.floor((seconds % 3600) / 60), 'minute'],
    [seconds % 60, 'second'],
  ];
  const shown = parts.filter(([value]) => value > 0).slice(0, 2);
  return (shown.length > 0 ? shown : parts.slice(2))
    .map(([value, unit]) =>
      new Intl.NumberFormat(localeOf(language), { style: 'unit', unit, unitDisplay: 'short' }).format(value),
    )
    .join(' ');
}

/** A zone in words: `heure de Paris`. Needs the translator, because the phrase depends on the language. */
export function zoneWords(
  timeZone: string,
  language: Language,
  t: (key: 'zone.of' | 'zone.ofVowel', values: { city: string }) => string,
): string {
  const city = cityOf(timeZone, language);
  return t(/^[AEIOUYÉÎH]/.test(city) ? 'zone.ofVowel' : 'zone.of', { city });
}
