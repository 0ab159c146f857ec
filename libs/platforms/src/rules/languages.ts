/** Languages that a post can be marked with, by their codes (ISO 639-1): French first, then those of its readers. */
export const LANGUAGES: readonly string[] = [
  ...['fr', 'en', 'de', 'es', 'it', 'pt', 'nl', 'ca', 'br', 'pl', 'uk', 'ro', 'tr', 'ar', 'ja'],
];
