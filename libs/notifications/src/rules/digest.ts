import type { Words } from './words/index.js';

export interface DigestItem extends Words {
  /** Absolute address of the page where the person can act on it. */
  url: string;
}

export interface Digest {
  locale: 'fr' | 'en';
  organisation: string;
  items: readonly DigestItem[];
  /** Absolute address of the person's preferences. */
  settingsUrl: string;
}

/** Most notifications in an e-mail, because it is read on a phone; the others are in the application. */
const MOST = 20;

const TEXTS = {
  fr: {
    several: (count: number) => `${count} nouvelles de vos posts`,
    more: (count: number) => `Et ${count} de plus dans Lineup.`,
    open: 'Ouvrir',
    why: (organisation: string) =>
      `Vous recevez ce message parce que vous travaillez avec Lineup pour ${organisation}.`,
    choose: 'Choisir ce que je reçois',
    colon: '\u202f: ',
  },
  en: {
    several: (count: number) => `${count} updates on your posts`,
    more: (count: number) => `And ${count} more in Lineup.`,
    open: 'Open',
    why: (organisation: string) =>
      `You receive this message because you work with Lineup for ${organisation}.`,
    choose: 'Choose what I receive',
    colon: ': ',
  },
};

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** People's text must not break out of a header or of its line. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** One e-mail from a person's notifications: subject, plain text, and simple HTML without external content. */
export function composeDigest(digest: Digest): { subject: string; text: string; html: string } {
  const say = TEXTS[digest.locale];
  const shown = digest.items.slice(0, MOST);
  const left = digest.items.length - shown.length;
  const [only] = digest.items;
  const subject = digest.items.length === 1 && only ? only.title : say.several(digest.items.length);
  const more = left > 0 ? say.more(left) : '';
  const why = say.why(digest.organisation);
  const text = [
    ...shown.map(({ title, text: words, url }) => [title, words, url].filter(Boolean).join('\n')),
    more,
    `--\n${why}\n${say.choose}${say.colon}${digest.settingsUrl}`,
  ]
    .filter(Boolean)
    .join('\n\n');
  const blocks = shown.map(
    (item) =>
      `<p style="margin:0 0 20px"><strong>${escape(item.title)}</strong><br>` +
      `${item.text ? `${escape(item.text)}<br>` : ''}<a href="${escape(item.url)}" style="color:#b33c17">${say.open}</a></p>`,
  );
  const html =
    `<!doctype html><html lang="${digest.locale}"><head><meta charset="utf-8"><title>${escape(subject)}</title></head>` +
    `<body style="margin:0;padding:24px;background:#fbfaf8;color:#1b1a17;font:16px/1.5 system-ui,sans-serif">` +
    `<div style="max-width:560px;margin:0 auto">${blocks.join('')}${more ? `<p>${escape(more)}</p>` : ''}` +
    `<p style="margin:32px 0 0;color:#5f5a50;font-size:14px">${escape(why)}` +
    `<br><a href="${escape(digest.settingsUrl)}" style="color:#5f5a50">${say.choose}</a></p></div></body></html>`;
  return { subject: oneLine(subject), text, html };
}
