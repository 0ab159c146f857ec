import type { Language } from '../i18n';

/** Names of zones whose identifier is not in use. */
const NAMES: Record<string, Record<Language, string>> = {
  'Indian/Reunion': { fr: 'La Réunion', en: 'Réunion' },
  'Indian/Mayotte': { fr: 'Mayotte', en: 'Mayotte' },
  'America/Guadeloupe': { fr: 'Guadeloupe', en: 'Guadeloupe' },
  'America/Martinique': { fr: 'Martinique', en: 'Martinique' },
  'America/Cayenne': { fr: 'Cayenne', en: 'Cayenne' },
  'Pacific/Noumea': { fr: 'Nouméa', en: 'Nouméa' },
  'Pacific/Tahiti': { fr: 'Tahiti', en: 'Tahiti' },
  'Europe/London': { fr: 'Londres', en: 'London' },
  'Europe/Brussels': { fr: 'Bruxelles', en: 'Brussels' },
  UTC: { fr: 'référence (UTC)', en: 'UTC' },
};

/** The group's zones first, then all that the browser knows. */
const FIRST = [
  'Europe/Paris',
  'America/Guadeloupe',
  'America/Martinique',
  'America/Cayenne',
  'Indian/Reunion',
  'Indian/Mayotte',
  'Pacific/Noumea',
];

/** The city of a zone, in the reader's language. */
export const cityOf = (timeZone: string, language: Language): string =>
  NAMES[timeZone]?.[language] ?? (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');

/** Options of a zone field. */
export function zoneChoices(language: Language): { value: string; label: string }[] {
  const zones = [...new Set([...FIRST, ...Intl.supportedValuesOf('timeZone')])];
  return zones.map((value) => ({ value, label: `${cityOf(value, language)} (${value})` }));
}
