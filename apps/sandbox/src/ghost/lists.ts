import { isoOf } from '../core/clock.js';
import type { Admitted, Call, Reply } from '../core/exchange.js';
import type { Post } from '../core/posts.js';
import { detailsOf, type Ghost, notFound, siteOf } from './store.js';

/** A post as answers have it: only a published one has an address of its own. */
export function postNode(post: Post): Record<string, unknown> {
  const { uuid, slug, status, title, html, excerpt, featureImage, featureAlt, tags, updatedAt } =
    detailsOf(post);
  const site = siteOf(post.account);
  return {
    id: post.id,
    uuid,
    title,
    slug,
    html,
    status,
    visibility: 'public',
    custom_excerpt: excerpt,
    feature_image: featureImage,
    feature_image_alt: featureAlt,
    created_at: isoOf(post.createdAt),
    updated_at: isoOf(updatedAt),
    published_at: post.visibleAt === null ? null : isoOf(post.visibleAt),
    url: status === 'published' ? `${site}/${slug}/` : `${site}/p/${uuid}/`,
    tags: tags.map((name) => ({ name })),
  };
}

/** `GET site/`: open to everybody. */
export function readSite(_ghost: Ghost, { account }: Call): Reply {
  const site = {
    title: account?.name ?? 'Un site',
    description: '',
    logo: null,
    url: `${siteOf(account?.id ?? '0')}/`,
    version: '5.130',
  };
  return { status: 200, body: { site } };
}

/** `GET posts/`: drafts too, fifteen at a time unless more are asked for. */
export function listPosts(ghost: Ghost, call: Admitted): Reply {
  const { params, account } = call;
  const status = /^status:(\w+)$/.exec(params.get('filter') ?? '')?.[1];
  const fields = params.get('fields')?.split(',');
  const shown = call.arrivedAt - ghost.settings.visibilityLagMs;
  const rows = [...ghost.postsOf(account.id)]
    .filter((post) => status === undefined || detailsOf(post).status === status)
    .filter(({ visibleAt }) => visibleAt === null || visibleAt <= shown)
    .sort((a, b) => (b.visibleAt ?? b.createdAt) - (a.visibleAt ?? a.createdAt));
  const limit = Number(params.get('limit') ?? 15);
  const posts = rows.slice(0, limit).map((post) => {
    const entries = Object.entries(postNode(post)).filter(([name]) => fields?.includes(name) ?? true);
    return Object.fromEntries(entries);
  });
  return { status: 200, body: { posts, meta: { pagination: { page: 1, limit, total: rows.length } } } };
}

/** `GET posts/{id}/`. */
export const readPost = (ghost: Ghost, call: Admitted): Reply => ({
  status: 200,
  body: { posts: [postNode(ghost.post(call))] },
});

/** `GET posts/slug/{slug}/`. */
export function readBySlug(ghost: Ghost, { account, path }: Admitted): Reply {
  const post = [...ghost.postsOf(account.id)].find((row) => detailsOf(row).slug === path.slug);
  if (!post) throw notFound();
  return { status: 200, body: { posts: [postNode(post)] } };
}
