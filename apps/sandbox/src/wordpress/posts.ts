import { z } from 'zod';
import type { Admitted, Reply } from '../core/exchange.js';
import { addressOf, decoded, picturesIn, textOf } from '../core/html.js';
import type { PostMedia } from '../core/posts.js';
import { sniff } from '../core/sniff.js';
import { refuse } from './network.js';
import { attachmentNode, fields, postNode, sourceOf } from './node.js';
import { type Attachment, detailsOf, type PostDetails, type Wordpress } from './store.js';

/** Unknown categories, tags and pictures are taken and ignored. */
const input = z
  .object({
    status: z.enum(['draft', 'pending', 'private', 'publish']),
    title: z.string(),
    content: z.string(),
    excerpt: z.string(),
    slug: z.string(),
    featured_media: z.number(),
    categories: z.array(z.number()),
    tags: z.array(z.number()),
  })
  .partial();

/** @throws Refusal for a field of another form */
function inputOf(json: unknown): z.infer<typeof input> {
  const parsed = input.safeParse(json ?? {});
  if (parsed.success) return parsed.data;
  const name = String(parsed.error.issues[0]?.path[0] ?? 'content');
  throw refuse(400, 'rest_invalid_param', `Paramètre(s) invalide(s) : ${name}`, {
    params: { [name]: 'invalide' },
  });
}

/** `POST /wp/v2/media` with the file as its body: a name that is taken gets a number. */
export function upload(wordpress: Wordpress, call: Admitted): Reply {
  const { account, params, req } = call;
  if (!wordpress.rightsOf(account).upload_files) {
    throw refuse(
      403,
      'rest_cannot_create',
      'Désolé, vous n’avez pas l’autorisation de téléverser des médias.',
    );
  }
  const [, name] = /filename="([^"/\\]+)"/.exec(req.headers['content-disposition'] ?? '') ?? [];
  if (name === undefined) {
    throw refuse(400, 'rest_upload_no_content_disposition', 'Aucune Content-Disposition fournie.');
  }
  if (params.bytes.length === 0) throw refuse(400, 'rest_upload_no_data', 'Aucune donnée fournie.');
  if (sniff(params.bytes).kind !== 'image') {
    throw refuse(
      500,
      'rest_upload_sideload_error',
      'Désolé, vous n’avez pas l’autorisation de téléverser ce type de fichier.',
    );
  }
  const attachment: Attachment = {
    id: wordpress.newId(),
    account: account.id,
    mediaId: wordpress.sandboxState.media.save(params.bytes),
    name: freeName(wordpress, account.id, name),
    altText: params.get('alt_text') ?? '',
  };
  wordpress.attachments.put(attachment);
  return { status: 201, body: fields(call, attachmentNode(attachment)) };
}

function freeName(wordpress: Wordpress, account: string, name: string): string {
  const own = [...wordpress.attachments.values()].filter((row) => row.account === account);
  const taken = new Set(own.map((row) => row.name));
  for (let number = 0; ; number++) {
    const candidate = number === 0 ? name : name.replace(/(?=\.\w+$)/, `-${number}`);
    if (!taken.has(candidate)) return candidate;
  }
}

/** `POST /wp/v2/posts`: the same slug again is no error, and gets a number. */
export function createPost(wordpress: Wordpress, call: Admitted): Reply {
  const given = inputOf(call.params.json);
  const { title = '', content = '', excerpt = '', status = 'draft' } = given;
  if ([title, content, excerpt].every((words) => words.trim() === '')) {
    throw refuse(400, 'empty_content', 'Le contenu, le titre et l’extrait sont vides.');
  }
  mayPublish(wordpress, call, status);
  const { account, arrivedAt } = call;
  const details: PostDetails = {
    slug: wordpress.freeSlug(account.id, given.slug || addressOf(decoded(title))),
    status,
    title,
    content,
    excerpt,
    featured: given.featured_media ?? 0,
    categories: known(wordpress, account.id, 'category', given.categories ?? []),
    tags: known(wordpress, account.id, 'post_tag', given.tags ?? []),
  };
  const post = wordpress.sandboxState.posts.create({
    platform: 'wordpress',
    account: account.id,
    id: wordpress.newId(),
    text: textOf(content),
    link: null,
    media: mediaOf(wordpress, account.id, details),
    createdAt: arrivedAt,
    arrivedAt,
    visibleAt: status === 'publish' ? arrivedAt : null,
    deletedAt: null,
    followers: true,
    details: { ...details },
  });
  wordpress.sandboxState.effect(arrivedAt, status === 'publish' ? 'published' : 'hidden_created', post);
  return { status: 201, body: fields(call, postNode(post, true)) };
}

/** `POST /wp/v2/posts/{id}`: publishing what is published changes neither its instant nor its address. */
export function changePost(wordpress: Wordpress, call: Admitted): Reply {
  const post = wordpress.post(call);
  const { title, content, excerpt, status, slug, featured_media: featured } = inputOf(call.params.json);
  const before = detailsOf(post);
  mayPublish(wordpress, call, status);
  const details: PostDetails = {
    ...before,
    ...(title !== undefined && { title }),
    ...(content !== undefined && { content }),
    ...(excerpt !== undefined && { excerpt }),
    ...(status !== undefined && { status }),
    ...(featured !== undefined && { featured }),
  };
  if (slug !== undefined) {
    details.slug = wordpress.freeSlug(post.account, slug || addressOf(decoded(details.title)), post);
  }
  Object.assign(post, {
    text: textOf(details.content),
    media: mediaOf(wordpress, post.account, details),
    details: { ...details },
  });
  const { posts } = wordpress.sandboxState;
  if (status === 'publish' && before.status !== 'publish') {
    posts.reveal(post, call.arrivedAt, call.arrivedAt);
    wordpress.sandboxState.effect(call.arrivedAt, 'revealed', post);
  } else {
    posts.changed(post);
  }
  return { status: 200, body: fields(call, postNode(post, true)) };
}

/** `DELETE /wp/v2/posts/{id}`. */
export function deletePost(wordpress: Wordpress, call: Admitted): Reply {
  const post = wordpress.post(call);
  wordpress.sandboxState.posts.remove(post, call.arrivedAt);
  wordpress.sandboxState.effect(call.arrivedAt, 'deleted', post);
  return { status: 200, body: { deleted: true, previous: postNode(post, true) } };
}

function mayPublish(wordpress: Wordpress, { account }: Admitted, status: string | undefined): void {
  if (status !== 'publish' || wordpress.rightsOf(account).publish_posts) return;
  throw refuse(
    403,
    'rest_cannot_publish',
    'Désolé, vous n’avez pas l’autorisation de publier des articles dans ce type de publication.',
  );
}

const known = (
  wordpress: Wordpress,
  account: string,
  taxonomy: 'category' | 'post_tag',
  ids: readonly number[],
): number[] => {
  const there = new Set(wordpress.terms(account, taxonomy).map(({ id }) => Number(id)));
  const found = ids.filter((id) => there.has(id));
  return found.length === 0 && taxonomy === 'category' ? [1] : found;
};

/** The picture above, then those of the library that the body shows. */
function mediaOf(wordpress: Wordpress, account: string, { featured, content }: PostDetails): PostMedia[] {
  const own = [...wordpress.attachments.values()].filter((row) => row.account === account);
  const above = own.find(({ id }) => Number(id) === featured);
  const below = picturesIn(content).flatMap(({ src, alt }) => {
    const shown = own.find((row) => sourceOf(row) === src);
    return shown ? [{ mediaId: shown.mediaId, altText: alt }] : [];
  });
  return [...(above ? [above] : []), ...below].map(({ mediaId, altText }) => ({
    mediaId,
    kind: 'image',
    altText,
  }));
}
