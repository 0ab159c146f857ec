import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Admitted, Reply } from '../core/exchange.js';
import { addressOf, picturesIn, textOf } from '../core/html.js';
import { decimalId } from '../core/ids.js';
import { isoOf } from '../core/clock.js';
import type { Post, PostMedia } from '../core/posts.js';
import { sniff } from '../core/sniff.js';
import { postNode } from './lists.js';
import { refuse } from './network.js';
import { detailsOf, type Ghost, newId, type PostDetails, siteOf } from './store.js';

const post = z
  .object({
    status: z.enum(['draft', 'published']),
    title: z.string().min(1).max(255),
    html: z.string(),
    slug: z.string().max(191),
    custom_excerpt: z.string().max(300).nullable(),
    feature_image: z.url().nullable(),
    feature_image_alt: z.string().max(191).nullable(),
    tags: z.array(z.object({ name: z.string().max(191) })),
    updated_at: z.string(),
  })
  .partial();
const body = z.object({ posts: z.tuple([post]) });
type Input = z.infer<typeof post>;

const invalid = (field: string) =>
  refuse(422, {
    type: 'ValidationError',
    message: 'Validation error, cannot save post.',
    details: [{ keyword: 'invalid', dataPath: `.posts[0].${field}` }],
  });

/** @throws Refusal for a field of another form */
function inputOf(json: unknown): Input {
  const parsed = body.safeParse(json);
  if (parsed.success) return parsed.data.posts[0];
  throw invalid(String(parsed.error.issues[0]?.path[2] ?? ''));
}

/** `POST images/upload/`: each file has an address of its own, which nobody has been told. */
export function upload(ghost: Ghost, { account, params }: Admitted): Reply {
  const file = params.files.find(({ field }) => field === 'file');
  if (!file || sniff(file.bytes).kind !== 'image') {
    throw refuse(415, { type: 'UnsupportedMediaTypeError', message: 'Please select a valid image.' });
  }
  const mediaId = ghost.sandboxState.media.save(file.bytes);
  const url = `${siteOf(account.id)}/content/images/2026/11/${decimalId('7')}.jpg`;
  ghost.images.put({ account: account.id, mediaId, url });
  return { status: 201, body: { images: [{ url, ref: params.get('ref') ?? null }] } };
}

/** `POST posts/`: HTML is only read with `source=html`; an id of the caller's is ignored. */
export function createPost(ghost: Ghost, call: Admitted): Reply {
  const { account, arrivedAt, params } = call;
  const input = inputOf(params.json);
  if (input.title === undefined) throw invalid('title');
  const details: PostDetails = {
    ...withInput({ title: input.title, status: 'draft' }, input, params.get('source') === 'html'),
    uuid: randomUUID(),
    slug: ghost.freeSlug(account.id, input.slug || addressOf(input.title)),
    updatedAt: arrivedAt,
  };
  const made = ghost.sandboxState.posts.create({
    platform: 'ghost',
    account: account.id,
    id: newId(),
    text: textOf(details.html),
    link: null,
    media: mediaOf(ghost, details),
    createdAt: arrivedAt,
    arrivedAt,
    visibleAt: details.status === 'published' ? arrivedAt : null,
    deletedAt: null,
    followers: true,
    details: { ...details },
  });
  ghost.sandboxState.effect(arrivedAt, made.visibleAt === null ? 'hidden_created' : 'published', made);
  return { status: 201, body: { posts: [postNode(made)] } };
}

/** `PUT posts/{id}/`: refused when the post was changed since it was read, unless nothing would be different. */
export function changePost(ghost: Ghost, call: Admitted): Reply {
  const changed = ghost.post(call);
  const input = inputOf(call.params.json);
  const before = detailsOf(changed);
  if (input.updated_at === undefined) throw invalid('updated_at');
  const details = {
    ...before,
    ...withInput(before, input, call.params.get('source') === 'html'),
    ...(input.slug && { slug: ghost.freeSlug(changed.account, input.slug, changed) }),
  };
  const same = JSON.stringify(details) === JSON.stringify(before);
  if (!same && input.updated_at !== isoOf(before.updatedAt)) {
    throw refuse(409, {
      type: 'UpdateCollisionError',
      code: 'UPDATE_COLLISION',
      message: 'Saving failed! Someone else is editing this post.',
    });
  }
  if (!same) store(ghost, changed, { ...details, updatedAt: call.arrivedAt }, call.arrivedAt);
  return { status: 200, body: { posts: [postNode(changed)] } };
}

function store(ghost: Ghost, changed: Post, details: PostDetails, at: number): void {
  const { status } = detailsOf(changed);
  Object.assign(changed, {
    text: textOf(details.html),
    media: mediaOf(ghost, details),
    details: { ...details },
  });
  if (status !== 'published' && details.status === 'published') {
    ghost.sandboxState.posts.reveal(changed, at, at);
    ghost.sandboxState.effect(at, 'revealed', changed);
  } else {
    ghost.sandboxState.posts.changed(changed);
  }
}

/** `DELETE posts/{id}/`. */
export function deletePost(ghost: Ghost, call: Admitted): Reply {
  const removed = ghost.post(call);
  ghost.sandboxState.posts.remove(removed, call.arrivedAt);
  ghost.sandboxState.effect(call.arrivedAt, 'deleted', removed);
  return { status: 204 };
}

type Written = Omit<PostDetails, 'uuid' | 'slug' | 'updatedAt'>;

/** Tags are replaced, not added to. */
const withInput = (
  before: Partial<Written> & Pick<Written, 'title' | 'status'>,
  input: Input,
  readsHtml: boolean,
): Written => ({
  title: input.title ?? before.title,
  status: input.status ?? before.status,
  html: (readsHtml ? input.html : undefined) ?? before.html ?? '',
  excerpt: input.custom_excerpt ?? before.excerpt ?? null,
  featureImage: input.feature_image ?? before.featureImage ?? null,
  featureAlt: input.feature_image_alt ?? before.featureAlt ?? null,
  tags: input.tags?.map(({ name }) => name) ?? before.tags ?? [],
});

/** The picture above, then those that the body shows. */
function mediaOf(ghost: Ghost, { featureImage, featureAlt, html }: PostDetails): PostMedia[] {
  const above = featureImage === null ? [] : [{ src: featureImage, alt: featureAlt ?? '' }];
  return [...above, ...picturesIn(html)].flatMap(({ src, alt }): PostMedia[] => {
    const image = ghost.images.get(src);
    return image ? [{ mediaId: image.mediaId, kind: 'image', altText: alt }] : [];
  });
}
