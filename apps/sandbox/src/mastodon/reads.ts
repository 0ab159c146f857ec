import type { Admitted, Reply } from '../core/exchange.js';
import { notFound } from './network.js';
import { accountNode, statusNode } from './shown.js';
import { type Mastodon, SERVER } from './store.js';

const MB = 1024 * 1024;

/** `GET /api/v1/accounts/verify_credentials`. */
export const readAccount = (_mastodon: Mastodon, call: Admitted): Reply => ({
  status: 200,
  body: accountNode(call.account),
});

/** `GET /api/v1/accounts/{id}/statuses`: the newest first; those after `min_id` begin with the oldest of them. */
export function listStatuses(mastodon: Mastodon, call: Admitted): Reply {
  const { account, params, arrivedAt: now } = call;
  if (call.path.id !== account.id) throw notFound();
  const limit = Math.min(40, Math.max(1, Number(params.get('limit') ?? 20) || 20));
  const [max, min] = [params.get('max_id'), params.get('min_id')];
  const found = mastodon
    .statusesOf(account)
    .filter((status) => mastodon.isListed(status, now))
    .filter(({ id }) => max === undefined || BigInt(id) < BigInt(max))
    .filter(({ id }) => min === undefined || BigInt(id) > BigInt(min));
  const rows = min === undefined ? found.slice(0, limit) : found.slice(-limit);
  return { status: 200, body: rows.map((status) => statusNode(mastodon, account, status)) };
}

/** `GET /api/v1/statuses/{id}`. */
export const readStatus = (mastodon: Mastodon, call: Admitted): Reply => ({
  status: 200,
  body: statusNode(mastodon, call.account, mastodon.ownStatus(call)),
});

/** `GET /api/v1/statuses/{id}/source`: what was typed. */
export function readSource(mastodon: Mastodon, call: Admitted): Reply {
  if (!mastodon.isWhole) throw notFound();
  const { id, text, spoiler } = mastodon.ownStatus(call);
  return { status: 200, body: { id, text, spoiler_text: spoiler } };
}

/** `GET /api/v1/statuses/{id}/context`. */
export function readContext(mastodon: Mastodon, call: Admitted): Reply {
  const { id } = mastodon.ownStatus(call);
  const replies = mastodon.statusesOf(call.account).filter(({ inReplyTo }) => inReplyTo === id);
  return {
    status: 200,
    body: { ancestors: [], descendants: replies.map((reply) => statusNode(mastodon, call.account, reply)) },
  };
}

/** `GET /api/v2/instance`, and `v1`, in which the name of the server has another name. */
export function readInstance(mastodon: Mastodon, version: 'v1' | 'v2'): Reply {
  if (version === 'v2' && !mastodon.isWhole) throw notFound();
  const { maxCharacters, maxMedia } = mastodon.settings;
  const limits = {
    statuses: {
      max_characters: maxCharacters,
      max_media_attachments: maxMedia,
      characters_reserved_per_url: 23,
    },
    media_attachments: {
      ...(version === 'v2' && { description_limit: 1_500 }),
      image_size_limit: 16 * MB,
      image_matrix_limit: 33_177_600,
      video_size_limit: 99 * MB,
      video_frame_rate_limit: 120,
      video_matrix_limit: 8_294_400,
    },
  };
  const software = mastodon.isWhole ? '4.5.2' : '3.5.3 (compatible; Pixelfed 0.12.6)';
  return {
    status: 200,
    body: {
      ...(version === 'v2' ? { domain: SERVER, api_versions: { mastodon: 7 } } : { uri: SERVER }),
      title: 'Le bac à sable',
      version: software,
      configuration: limits,
    },
  };
}
