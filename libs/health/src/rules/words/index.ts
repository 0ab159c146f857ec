import type { Check, Finding } from '../assess.js';
import { en } from './en.js';
import { fr } from './fr.js';

/** The finding and, when something can be done, the advice. */
export type Say = (values: Finding['values']) => [sentence: string, advice?: string];

const SENTENCES = { fr, en };

const NAMES: Record<'fr' | 'en', Record<Check, string>> = {
  fr: {
    late: 'Retards',
    workers: 'Workers',
    dispatch: 'Recherche',
    queue: 'File',
    database: 'Base de données',
    channels: 'Canaux',
    disk: 'Disque',
    clock: 'Horloges',
    networks: 'Réseaux',
    zones: 'Fuseaux horaires',
    mail: 'E-mail',
  },
  en: {
    late: 'Lateness',
    workers: 'Workers',
    dispatch: 'Dispatch',
    queue: 'Queue',
    database: 'Database',
    channels: 'Channels',
    disk: 'Disk',
    clock: 'Clocks',
    networks: 'Networks',
    zones: 'Time zones',
    mail: 'E-mail',
  },
};

/** The sentences of a finding; advice is null when nothing needs doing. */
export function findingWords(
  { check, code, values }: Finding,
  locale: 'fr' | 'en',
): { name: string; sentence: string; advice: string | null } {
  const [sentence, advice] = SENTENCES[locale][code]?.(values) ?? [code];
  return { name: NAMES[locale][check], sentence, advice: advice ?? null };
}
