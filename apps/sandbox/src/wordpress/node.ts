import { isoOf } from '../core/clock.js';
import type { Admitted, Call } from '../core/exchange.js';
import type { Post } from '../core/posts.js';
import { type Attachment, detailsOf, siteOf } from './store.js';

/** The fields that were asked for (`_fields`); all when none were. */
export function fields({ params }: Call, node: Record<string, unknown>): Record<string, unknown> {
  const asked = params.get('_fields')?.split(',');
  return asked ? Object.fromEntries(Object.entries(node).filter(([name]) => asked.includes(name))) : node;
}

/** An instant as the site writes it: without a zone. */
export const gmt = (at: number): string => isoOf(at).slice(0, 19);
/** The site's own zone is an hour ahead, all year. */
const ZONE_MS = 3_600_000;
export const siteTime = (at: number): string => gmt(at + ZONE_MS);

/** When a post is dated: a draft when it was made. */
export const datedAt = (post: Post): number => post.visibleAt ?? post.createdAt;

/** Address of a post: only a published one has its own. */
const linkOf = (post: Post): string =>
  detailsOf(post).status === 'publish'
    ? `${siteOf(post.account)}/${detailsOf(post).slug}/`
    : `${siteOf(post.account)}/?p=${post.id}`;

/** A post as answers have it. @param edit with the stored words beside those that are shown */
export function postNode(post: Post, edit: boolean): Record<string, unknown> {
  const { slug, status, title, content, excerpt, featured, categories, tags } = detailsOf(post);
  const words = (raw: string) => ({ rendered: raw, ...(edit && { raw }) });
  return {
    id: Number(post.id),
    date: siteTime(datedAt(post)),
    date_gmt: gmt(datedAt(post)),
    guid: { rendered: `${siteOf(post.account)}/?p=${post.id}` },
    slug,
    status,
    type: 'post',
    link: linkOf(post),
    title: words(title),
    content: { ...words(content), protected: false },
    excerpt: { ...words(excerpt), protected: false },
    author: 2,
    featured_media: featured,
    comment_status: 'open',
    categories,
    tags,
    meta: { footnotes: '' },
  };
}

/** Address of a file of the library. */
export const sourceOf = ({ account, name }: Attachment): string =>
  `${siteOf(account)}/wp-content/uploads/2026/11/${name}`;

export const attachmentNode = (attachment: Attachment): Record<string, unknown> => ({
  id: Number(attachment.id),
  slug: attachment.name.replace(/\.\w+$/, ''),
  type: 'attachment',
  alt_text: attachment.altText,
  media_type: 'image',
  source_url: sourceOf(attachment),
});

/** Lists are in pages of 100 at most. */
export function pageOf<T>({ params }: Admitted | Call, rows: readonly T[]): T[] | null {
  const size = Number(params.get('per_page') ?? 10);
  const page = Number(params.get('page') ?? 1);
  if (!Number.isInteger(size) || size < 1 || size > 100) return null;
  return rows.slice((page - 1) * size, page * size);
}
