import type { Facts, NotificationKind } from '../kinds.js';
import { en } from './en.js';
import { fr } from './fr.js';
import type { Speak, Words } from './words.js';

const LANGUAGES: Record<'fr' | 'en', Record<NotificationKind, Speak>> = { fr, en };

/** The words of a notification, in the application and in e-mails. Sentences start with a capital. */
export function wordsOf(kind: NotificationKind, facts: Facts, count: number, locale: 'fr' | 'en'): Words {
  const { title, text } = LANGUAGES[locale][kind](facts, count);
  return { title: title.charAt(0).toUpperCase() + title.slice(1), text };
}

export type { Words } from './words.js';
