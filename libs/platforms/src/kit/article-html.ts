import { textParts } from '../rules/count-text.js';

/** A picture in the body of an article. */
export interface Figure {
  /** Its address on the site. */
  url: string;
  altText: string;
}

/** Brackets too: a site may take a word in brackets for one of its shortcodes. */
const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '[': '&#91;',
  ']': '&#93;',
};

/** A text as HTML shows it, in an element or between quotes. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"'[\]]/gu, (character) => ESCAPED[character] ?? character);

/**
 * The body of an article from a post's one text, in HTML that every role of a site may write. Empty lines part
 * paragraphs, other line ends are breaks, addresses are links; hashtags are words, because a site has no page for them.
 * Nothing of the text is taken for markup.
 * @param figures pictures below the text
 */
export function articleHtml(text: string, figures: readonly Figure[] = []): string {
  const paragraphs = paragraphsOf(text).map((lines) => `<p>${lines.map(lineHtml).join('<br>')}</p>`);
  return [...paragraphs, ...figures.map(figureHtml)].join('\n');
}

function paragraphsOf(text: string): string[][] {
  const paragraphs: string[][] = [[]];
  for (const line of text.split(/\r\n?|\n/u)) {
    if (line.trim() === '') paragraphs.push([]);
    else paragraphs.at(-1)?.push(line.trimEnd());
  }
  return paragraphs.filter((lines) => lines.length > 0);
}

const lineHtml = (line: string): string =>
  textParts(line)
    .map(({ kind, value }) =>
      kind === 'address' ? `<a href="${escaped(value)}">${escaped(value)}</a>` : escaped(value),
    )
    .join('');

const figureHtml = ({ url, altText }: Figure): string =>
  `<figure><img src="${escaped(url)}" alt="${escaped(altText)}"></figure>`;
