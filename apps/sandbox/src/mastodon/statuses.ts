import { z } from 'zod';
import type { Admitted, Reply } from '../core/exchange.js';
import { invalid, notFound, refuse } from './network.js';
import { lengthOf, statusNode } from './shown.js';
import type { Attachment, Mastodon, Status } from './store.js';

const input = z
  .object({
    status: z.string(),
    media_ids: z.array(z.string()),
    in_reply_to_id: z.string(),
    sensitive: z.boolean(),
    spoiler_text: z.string(),
    visibility: z.enum(['public', 'unlisted', 'private', 'direct']),
    language: z.string(),
  })
  .partial();
type Input = z.infer<typeof input>;

/**
 * `POST /api/v1/statuses`. A key gives its first status again for an hour, whatever the text is then; the key of a status
 * that was deleted finds nothing. Source: Mastodon, PostStatusService.
 */
export function createStatus(mastodon: Mastodon, call: Admitted): Reply {
  const key = keyOf(mastodon, call);
  const before = key === null ? undefined : mastodon.keys.get(key);
  if (before && call.arrivedAt < before.at + mastodon.settings.keyLifeS * 1_000) {
    const first = mastodon.status(before.status);
    if (!first) throw notFound();
    return { status: 200, body: statusNode(mastodon, call.account, first) };
  }
  const status = write(mastodon, call, inputOf(call));
  if (key !== null) mastodon.keys.put({ key, status: status.id, at: call.arrivedAt });
  return { status: 200, body: statusNode(mastodon, call.account, status) };
}

function keyOf(mastodon: Mastodon, { req, account }: Admitted): string | null {
  const told = req.headers['idempotency-key'];
  return mastodon.isWhole && typeof told === 'string' ? `${account.id}:${told}` : null;
}

/** JSON, or a form. */
function inputOf({ params }: Admitted): Input {
  const given = params.json ?? {
    ...Object.fromEntries(params.entries()),
    media_ids: params.entries().flatMap(([name, value]) => (name.startsWith('media_ids[') ? [value] : [])),
  };
  const parsed = input.safeParse(given);
  if (parsed.success) return parsed.data;
  throw refuse(400, `Paramètre invalide : ${String(parsed.error.issues[0]?.path[0] ?? 'status')}`);
}

function write(mastodon: Mastodon, call: Admitted, asked: Input): Status {
  const { account, arrivedAt: now } = call;
  const text = (asked.status ?? '').trim();
  const spoiler = asked.spoiler_text ?? '';
  const media = mediaOf(mastodon, call, asked);
  const replied = asked.in_reply_to_id;
  if (text === '' && media.length === 0) throw invalid('Le texte ne peut pas être vide');
  if (!mastodon.isWhole && media.length === 0 && replied === undefined) throw invalid('Un média est requis');
  if (lengthOf(spoiler) + lengthOf(text) > mastodon.settings.maxCharacters) {
    throw invalid('Le texte dépasse la limite de caractères');
  }
  if (replied !== undefined && !mastodon.status(replied)) throw notFound();
  const wanted = asked.visibility ?? 'public';
  const status = mastodon.statuses.put({
    id: mastodon.newId(now),
    account: account.id,
    text,
    spoiler,
    // A silenced account is not told that its public posts are listed nowhere.
    visibility: wanted === 'public' && account.options.silenced === true ? 'unlisted' : wanted,
    language: asked.language ?? null,
    sensitive: asked.sensitive === true || spoiler !== '',
    inReplyTo: replied ?? null,
    media: media.map(({ id }) => id),
    createdAt: now,
    deleted: false,
  });
  for (const row of media) mastodon.attachments.put(Object.assign(row, { status: status.id }));
  show(mastodon, status, media);
  return status;
}

function mediaOf(mastodon: Mastodon, { account, arrivedAt: now }: Admitted, asked: Input): Attachment[] {
  const ids = asked.media_ids ?? [];
  if (ids.length > mastodon.settings.maxMedia) throw invalid('Trop de fichiers');
  const media = ids.flatMap((id) => mastodon.medium(account.id, id, now) ?? []);
  if (media.length < ids.length) throw invalid('Fichiers introuvables');
  if (media.length > 1 && media.some(({ kind }) => kind === 'video')) {
    throw invalid('Une vidéo ne peut pas être jointe à d’autres fichiers');
  }
  if (media.some(({ readyAt, failed }) => now < readyAt || failed)) {
    throw invalid('Un fichier est encore en cours de traitement');
  }
  return media;
}

/** In the sandbox's feed, where a reply is a comment. */
function show(mastodon: Mastodon, status: Status, media: readonly Attachment[]): void {
  const { posts } = mastodon.sandboxState;
  const { id, account, text, createdAt } = status;
  if (status.inReplyTo !== null) {
    const comment = { platform: 'mastodon', account, post: status.inReplyTo, id, text, createdAt } as const;
    mastodon.sandboxState.effect(createdAt, 'comment', posts.comment(comment));
    return;
  }
  const post = posts.create({
    platform: 'mastodon',
    account,
    id,
    text,
    link: null,
    media: media.map(({ mediaId, kind, description }) => ({ mediaId, kind, altText: description })),
    createdAt,
    arrivedAt: createdAt,
    visibleAt: createdAt,
    deletedAt: null,
    followers: status.visibility !== 'direct',
    details: { spoiler: status.spoiler, visibility: status.visibility },
  });
  mastodon.sandboxState.effect(createdAt, 'published', post);
}

/** `DELETE /api/v1/statuses/{id}`: answered with what was written, to be written anew. */
export function deleteStatus(mastodon: Mastodon, call: Admitted): Reply {
  const status = mastodon.ownStatus(call);
  mastodon.statuses.put({ ...status, deleted: true });
  const post = mastodon.sandboxState.posts.get('mastodon', status.id);
  if (post) {
    mastodon.sandboxState.posts.remove(post, call.arrivedAt);
    mastodon.sandboxState.effect(call.arrivedAt, 'deleted', post);
  }
  return { status: 200, body: { ...statusNode(mastodon, call.account, status), text: status.text } };
}
