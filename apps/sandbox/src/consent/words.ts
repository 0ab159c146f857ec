/** All texts of the consent pages, by language. */
export const CONSENT_WORDS = {
  en: {
    title: 'Sandbox: {network} asks',
    lead: 'A stand-in for the consent page of {network}. Nothing leaves this machine.',
    asks: '“{application}” asks for these rights:',
    accounts: 'For which accounts?',
    account: 'For which account?',
    none: 'The sandbox has no account of this network.',
    allow: 'Allow',
    refuse: 'Refuse',
  },
  fr: {
    title: 'Bac à sable\u00a0: {network} demande',
    lead: 'Un double de la page de consentement de {network}. Rien ne quitte cette machine.',
    asks: '«\u00a0{application}\u00a0» demande ces droits\u00a0:',
    accounts: 'Pour quels comptes\u202f?',
    account: 'Pour quel compte\u202f?',
    none: 'Le bac à sable n’a aucun compte de ce réseau.',
    allow: 'Autoriser',
    refuse: 'Refuser',
  },
} as const;
