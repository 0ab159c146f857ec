import type { Facts, NotificationKind } from '../kinds.js';
import { en } from './en.js';
import { fr } from './fr.js';
import type { Speak, Words } from './words.js';

const LANGUAGES: Record<'fr' | 'en', Record<NotificationKind, Speak>> = { fr, en };

/** The same words in the application and in e-mails. A sentence starts with a capital, whatever it starts with. */
export function wordsOf(kind: NotificationKind, facts: Facts, count: number, locale: 'fr' | 'en'): Words {
  const { title, text } = LANGUAGES[locale][kind](facts, count);
  return { title: title.charAt(0).toUpperCase() + title.slice(1), text };
}

export type { Words } from './words.js';
