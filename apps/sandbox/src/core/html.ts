const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', eacute: 'é' };

/** The characters that entities stand for. */
export const decoded = (html: string): string =>
  html.replace(/&(?:#(\d+)|([a-z]+));/gi, (found, decimal, name) =>
    typeof decimal === 'string' ? String.fromCodePoint(Number(decimal)) : (NAMED[String(name)] ?? found),
  );

/** What a reader sees of an article's words: paragraphs parted by an empty line, without pictures and scripts. */
export const textOf = (html: string): string =>
  decoded(
    html
      .replace(/<(figure|script)\b[\s\S]*?<\/\1>/gi, '')
      .replace(/\s*<\/p>\s*<p>\s*/gi, '\n\n')
      .replace(/<br\s*\/?>/gi, '\n')
      .replace(/<[^>]*>/g, ''),
  ).trim();

/** Pictures of an article, in order. */
export const picturesIn = (html: string): { src: string; alt: string }[] =>
  [...html.matchAll(/<img\b[^>]*>/gi)].map(([tag]) => ({
    src: attribute(tag, 'src'),
    alt: attribute(tag, 'alt'),
  }));

const attribute = (tag: string, name: string): string =>
  decoded(new RegExp(`\\s${name}="([^"]*)"`, 'i').exec(tag)?.[1] ?? '');

/** A title as a site writes it into an address. */
export const addressOf = (title: string): string =>
  title
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
