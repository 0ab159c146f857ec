import { describe, expect, it } from '@jest/globals';
import {
  dayInWords,
  dayOf,
  duration,
  relative,
  relativeSeconds,
  shortDay,
  shortInstant,
  timeOf,
  zoneWords,
} from './format';

const at = '2026-12-01T08:05:00.000Z';
const thisYear = new Date().getUTCFullYear();

describe('an instant', () => {
  it('has the time of the zone that is asked for, by the clock of twenty-four hours', () => {
    expect(timeOf(at, 'Europe/Paris', 'fr')).toBe('09:05');
    expect(timeOf('2026-12-01T23:05:00.000Z', 'Europe/Paris', 'en')).toBe('00:05');
  });

  it('falls on the day of that zone, with its year when it is another one', () => {
    expect(dayOf('2019-12-31T23:30:00.000Z', 'Europe/Paris', 'fr')).toBe('mercredi 1 janvier 2020');
    expect(dayOf('2019-12-31T23:30:00.000Z', 'America/Martinique', 'fr')).toBe('mardi 31 décembre 2019');
    expect(dayOf(`${thisYear}-06-15T12:00:00.000Z`, 'UTC', 'en')).not.toContain(String(thisYear));
  });

  it('is short in tables and journals', () => {
    expect(shortDay('2026-12-01', 'fr')).toBe('1 déc. 2026');
    expect(shortDay('2026-12-01T23:59:59.000Z', 'en')).toBe('1 Dec 2026');
    expect(shortInstant(at, 'Europe/Paris', 'fr')).toMatch(/^1 déc\.,? 09:05:00$/);
  });
});

describe('a day of the calendar', () => {
  it('is that day wherever the browser is', () => {
    expect(dayInWords('2019-02-28', 'fr')).toBe('jeudi 28 février 2019');
  });
});

describe('how long until, or since', () => {
  const now = Date.parse(at);
  const after = (ms: number) => new Date(now + ms).toISOString();

  it.each([
    [9 * 86_400_000, 'dans 9 jours'],
    [-2 * 3_600_000, 'il y a 2 heures'],
    [5 * 60_000, 'dans 5 minutes'],
    [86_400_000, 'demain'],
  ])('%d ms: %s', (ms, words) => {
    expect(relative(after(ms), 'fr', now)).toBe(words);
  });

  it('is told in seconds for what is measured while one looks, and never as in the future', () => {
    expect(relativeSeconds(after(-4_000), 'fr', now)).toBe('il y a 4 secondes');
    expect(relativeSeconds(after(3_000), 'fr', now)).toBe('maintenant');
    expect(relativeSeconds(after(-120_000), 'en', now)).toBe('2 minutes ago');
  });
});

describe('a length of time', () => {
  it('is told in its two largest units', () => {
    expect(duration(200_000, 'fr')).toMatch(/^3\s?min 20\s?s$/);
    expect(duration(3_600_000 + 61_000, 'en')).toBe('1 hr 1 min');
    expect(duration(0, 'fr')).toMatch(/^0\s?s$/);
  });
});

describe('a zone', () => {
  const t = (key: string, { city }: { city: string }) => `${key} ${city}`;

  it('is named after its place, with the turn of phrase its first letter wants', () => {
    expect(zoneWords('Europe/Paris', 'fr', t)).toBe('zone.of Paris');
    expect(zoneWords('Europe/Athens', 'fr', t)).toBe('zone.ofVowel Athens');
  });
});
