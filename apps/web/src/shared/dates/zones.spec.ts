import { describe, expect, it } from '@jest/globals';
import { cityOf, zoneChoices } from './zones';

describe('a zone in words', () => {
  it('is the place that people call it by, in their language', () => {
    expect(cityOf('Indian/Reunion', 'fr')).toBe('La Réunion');
    expect(cityOf('Europe/London', 'fr')).toBe('Londres');
    expect(cityOf('America/Argentina/Buenos_Aires', 'en')).toBe('Buenos Aires');
  });
});

describe('the choices of a zone', () => {
  it('begin where the group works, and name each zone once', () => {
    const values = zoneChoices('fr').map(({ value }) => value);
    expect(values.slice(0, 2)).toEqual(['Europe/Paris', 'America/Guadeloupe']);
    expect(new Set(values).size).toBe(values.length);
    expect(values.length).toBeGreaterThan(300);
  });
});
