import type { ErrorParams } from '../errors.js';
import type { Locale } from '../http/locale.js';
import { en } from './en.js';
import { fr } from './fr.js';

const CATALOGUES: Record<Locale, Record<string, string>> = { fr, en };

/** The sentence of a refusal in a language; the code itself for one that has no sentence. */
export function errorSentence(code: string, locale: Locale, params: ErrorParams = {}): string {
  const template = CATALOGUES[locale][code] ?? code;
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
