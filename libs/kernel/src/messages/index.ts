import type { ErrorParams } from '../errors.js';
import type { Locale } from '../http/locale.js';
import { en } from './en.js';
import { fr } from './fr.js';

const CATALOGUES: Record<Locale, Record<string, string>> = { fr, en };

/** The sentence of a refusal in a language; the code itself when there is none. */
export function errorSentence(code: string, locale: Locale, params: ErrorParams = {}): string {
  const words = CATALOGUES[locale];
  return (words[code] ?? code).replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = String(params[name] ?? whole);
    // A state has the name that the screens use.
    return name === 'state' ? (words[`state.${value}`] ?? value) : value;
  });
}
