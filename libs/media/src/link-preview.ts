import { Parser } from 'htmlparser2';
import { beginning, DomainError, type GuardedClient } from '#lib/kernel';
import { decodePage } from './page-encoding.js';

/** A page's card as its author describes it. Texts are plain, at most 500 characters. */
export interface LinkPreview {
  /** Final address after redirects. */
  url: string;
  title: string | null;
  description: string | null;
  /** Absolute web address; the image itself was not read. */
  imageUrl: string | null;
  siteName: string | null;
}

/** Most bytes read of a page; heads are far smaller. */
const ENOUGH_BYTES = 512_000;
const LIMITS = { maxBytes: 50_000_000, timeoutMs: 8_000, accept: 'text/html, application/xhtml+xml' };

/**
 * Reads the head of a page: Open Graph first, then Twitter's names, then plain HTML.
 * @throws DomainError 422 `address_*`, or `not_a_page`
 */
export function readLinkPreview(outbound: GuardedClient, address: string): Promise<LinkPreview> {
  return outbound.read(address, LIMITS, async ({ url, mime, contentType, body }) => {
    if (mime !== 'text/html' && mime !== 'application/xhtml+xml') throw new DomainError(422, 'not_a_page');
    const page = new PageHead();
    page.write(decodePage(await headOf(body), contentType));
    return page.preview(url);
  });
}

const OVER = /<\/head|<body/i;

/** The bytes of a page up to its body, within the limit. */
async function headOf(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  let tail = '';
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    const text = tail + chunk.toString('latin1');
    if (size >= ENOUGH_BYTES || OVER.test(text)) break;
    tail = text.slice(-8);
  }
  return Buffer.concat(chunks).subarray(0, ENOUGH_BYTES);
}

/** Collects the metadata of a head; `over` once the body begins. */
class PageHead {
  over = false;
  readonly #meta = new Map<string, string>();
  #title = '';
  #inTitle = false;
  readonly #parser = new Parser({
    onopentag: (name, { property, name: label, content }) => {
      const key = (property ?? label ?? '').toLowerCase();
      if (!this.over && name === 'meta' && key && content && !this.#meta.has(key)) {
        this.#meta.set(key, content);
      }
      if (name === 'title') this.#inTitle = !this.over && this.#title === '';
      if (name === 'body') this.over = true;
    },
    ontext: (text) => {
      if (this.#inTitle) this.#title += text;
    },
    onclosetag: (name) => {
      if (name === 'title') this.#inTitle = false;
      if (name === 'head') this.over = true;
    },
  });

  write(text: string): void {
    this.#parser.write(text);
  }

  preview(url: URL): LinkPreview {
    const said = (...keys: string[]): string | null => {
      const text = keys.map((key) => this.#meta.get(key)).find((value) => value !== undefined);
      return plain(text ?? '');
    };
    return {
      url: url.href,
      title: said('og:title', 'twitter:title') ?? plain(this.#title),
      description: said('og:description', 'twitter:description', 'description'),
      imageUrl: webAddress(said('og:image:secure_url', 'og:image', 'twitter:image'), url),
      siteName: said('og:site_name', 'application-name'),
    };
  }
}

/** One line, at most 500 characters; null for nothing. */
const plain = (text: string): string | null => beginning(text.replace(/\s+/gu, ' ').trim(), 500) || null;

function webAddress(text: string | null, base: URL): string | null {
  if (!text || !URL.canParse(text, base.href)) return null;
  const url = new URL(text, base);
  return ['http:', 'https:'].includes(url.protocol) ? url.href : null;
}
