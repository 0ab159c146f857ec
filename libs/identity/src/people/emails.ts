import { type EmailMessage, type Locale, newId } from '#lib/kernel';

/** Texts of the e-mails about accounts, French first. */
const WORDS: Record<
  Locale,
  Record<'hello' | 'reset' | 'resetWhy' | 'resetEnd' | 'invite' | 'inviteWhy' | 'inviteEnd', string>
> = {
  fr: {
    hello: 'Bonjour',
    reset: 'Choisir un nouveau mot de passe',
    resetWhy:
      'Un nouveau mot de passe a été demandé pour votre compte Lineup. Pour le choisir, ouvrez cette adresse :',
    resetEnd:
      'Elle sert une seule fois, pendant une heure. Si vous n’avez rien demandé, ne faites rien : votre mot de passe reste.',
    invite: 'Invitation à rejoindre {organisation} sur Lineup',
    inviteWhy:
      '{by} vous invite à rejoindre {organisation} sur Lineup. Pour accepter, ouvrez cette adresse :',
    inviteEnd: 'Elle sert une seule fois, pendant 7 jours.',
  },
  en: {
    hello: 'Hello',
    reset: 'Choose a new password',
    resetWhy: 'A new password was asked for your Lineup account. To choose it, open this address:',
    resetEnd: 'It works once, for one hour. If you asked for nothing, do nothing: your password stays.',
    invite: 'Invitation to join {organisation} on Lineup',
    inviteWhy: '{by} invites you to join {organisation} on Lineup. To accept, open this address:',
    inviteEnd: 'It works once, for 7 days.',
  },
};

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

const fill = (text: string, values: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

function accountEmail(
  to: { name: string; email: string },
  subject: string,
  [before, link, after]: [string, string, string],
  locale: Locale,
): EmailMessage {
  const hello = `${WORDS[locale].hello}${to.name ? ` ${to.name}` : ''},`;
  return {
    id: newId(),
    to: { name: to.name, address: to.email },
    subject,
    text: [hello, before, link, after, 'Lineup'].join('\n\n'),
    html: `<!doctype html><html lang="${locale}"><body style="font-family:sans-serif;font-size:16px;line-height:1.5"><p>${escape(hello)}</p><p>${escape(before)}</p><p><a href="${escape(link)}">${escape(link)}</a></p><p>${escape(after)}</p><p>Lineup</p></body></html>`,
  };
}

export function passwordResetEmail(
  to: { name: string; email: string },
  link: string,
  locale: Locale,
): EmailMessage {
  const words = WORDS[locale];
  return accountEmail(to, words.reset, [words.resetWhy, link, words.resetEnd], locale);
}

/** The same for everybody: does not reveal whether the address has an account. */
export function invitationEmail(
  to: { name: string; email: string },
  { link, organisation, by }: { link: string; organisation: string; by: string },
  locale: Locale,
): EmailMessage {
  const words = WORDS[locale];
  const values = { organisation, by };
  return accountEmail(
    to,
    fill(words.invite, values).replace(/[\r\n]+/g, ' '),
    [fill(words.inviteWhy, values), link, words.inviteEnd],
    locale,
  );
}
