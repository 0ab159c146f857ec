import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { account as enAccount } from './en/account';
import { acts as enActs } from './en/acts';
import { admin as enAdmin } from './en/admin';
import { consent as enConsent } from './en/consent';
import { common as enCommon } from './en/common';
import { desk as enDesk } from './en/desk';
import { keeping as enKeeping } from './en/keeping';
import { planning as enPlanning } from './en/planning';
import { publishing as enPublishing } from './en/publishing';
import { notifications as enNotifications } from './en/notifications';
import { account } from './fr/account';
import { acts } from './fr/acts';
import { admin } from './fr/admin';
import { common } from './fr/common';
import { consent } from './fr/consent';
import { desk } from './fr/desk';
import { keeping } from './fr/keeping';
import { planning } from './fr/planning';
import { publishing } from './fr/publishing';
import { notifications } from './fr/notifications';

const fr = {
  ...common,
  ...planning,
  ...publishing,
  ...admin,
  ...consent,
  ...notifications,
  ...account,
  ...keeping,
  ...acts,
  ...desk,
};
const en: typeof fr = {
  ...enCommon,
  ...enPlanning,
  ...enPublishing,
  ...enAdmin,
  ...enConsent,
  ...enNotifications,
  ...enAccount,
  ...enKeeping,
  ...enActs,
  ...enDesk,
};

export const LANGUAGES = ['fr', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof fr };
  }
}

const STORED = 'lineup.language';

/** The language chosen before, else the browser's first supported one, else French. */
function firstLanguage(): Language {
  const wanted = [localStorage.getItem(STORED) ?? '', ...navigator.languages].map((tag) => tag.slice(0, 2));
  return LANGUAGES.find((language) => language === wanted.find((w) => w === 'fr' || w === 'en')) ?? 'fr';
}

const tellDocument = (language: string): void => {
  document.documentElement.lang = language;
};

/** Starts translation, and sets the document's language for screen readers and hyphenation. */
export async function startI18n(): Promise<void> {
  i18next.on('languageChanged', tellDocument);
  await i18next.use(initReactI18next).init({
    lng: firstLanguage(),
    fallbackLng: 'fr',
    resources: { fr: { translation: fr }, en: { translation: en } },
    interpolation: { escapeValue: false },
  });
}

/** Changes the language and stores it on this device. */
export function chooseLanguage(language: Language): void {
  localStorage.setItem(STORED, language);
  void i18next.changeLanguage(language);
}
