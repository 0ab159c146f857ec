import type { Account } from '../core/accounts.js';
import { isoOf } from '../core/clock.js';
import { type Attachment, type Mastodon, profileOf, SERVER, type Status } from './store.js';

const PARTS =
  /(https?:\/\/[^\s<>"«»]+[^\s<>"«».,;:!?)\]}’'…])|(?<![\p{L}\p{N}_/])@(\w+)(?:@([\w.-]+\w))?|(?<![\p{L}\p{N}_/&#])#([\p{L}\p{M}\p{N}_]+)/giu;
const LINK = 23;
const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Length as a server counts it: an address counts 23, a mention without its server. */
export function lengthOf(text: string): number {
  const counted = text
    .replace(/https?:\/\/\S+/giu, 'x'.repeat(LINK))
    .replace(/(?<![\p{L}\p{N}_/])(@\w+)@[\w.-]+\w/giu, '$1');
  return [...GRAPHEMES.segment(counted)].length;
}

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** What a server makes of a text: long addresses are cut for the eye, servers of mentions are left out. */
export function htmlOf(text: string): string {
  let at = 0;
  let html = '';
  for (const match of text.matchAll(PARTS)) {
    html += escaped(text.slice(at, match.index)) + part(match);
    at = match.index + match[0].length;
  }
  html += escaped(text.slice(at));
  const paragraphs = html.replace(/\r\n?/g, '\n').split(/\n{2,}/);
  return paragraphs.map((said) => `<p>${said.replace(/\n/g, '<br />')}</p>`).join('');
}

function part([found, address, user, server = SERVER, tag]: RegExpMatchArray): string {
  if (address !== undefined) {
    const [, scheme = '', rest = ''] = /^(https?:\/\/(?:www\.)?)(.*)$/i.exec(address) ?? [];
    const [seen, hidden] = [rest.slice(0, 30), rest.slice(30)];
    return `<a href="${escaped(address)}" rel="nofollow noopener" translate="no"><span class="invisible">${scheme}</span><span class="${hidden ? 'ellipsis' : ''}">${escaped(seen)}</span><span class="invisible">${escaped(hidden)}</span></a>`;
  }
  if (user !== undefined) {
    return `<span class="h-card" translate="no"><a href="https://${server}/@${user}" class="u-url mention">@<span>${user}</span></a></span>`;
  }
  if (tag !== undefined) {
    return `<a href="https://${SERVER}/tags/${encodeURIComponent(tag)}" class="mention hashtag" rel="tag">#<span>${tag}</span></a>`;
  }
  return escaped(found);
}

/** A medium as calls answer it: without address while it is processed. */
export const mediaNode = (row: Attachment, now: number) => ({
  id: row.id,
  type: row.kind,
  url: now >= row.readyAt ? `https://files.${SERVER}/media/${row.id}` : null,
  preview_url: `https://files.${SERVER}/preview/${row.id}`,
  description: row.description === '' ? null : row.description,
});

/** An account as calls answer it. */
export const accountNode = ({ id, name, handle, options }: Account) => ({
  id,
  username: handle,
  acct: handle,
  display_name: name,
  url: profileOf(handle),
  avatar: typeof options.picture === 'string' ? options.picture : `https://files.${SERVER}/missing.png`,
  avatar_static: typeof options.picture === 'string' ? options.picture : null,
});

/** A status as calls answer it. */
export function statusNode(mastodon: Mastodon, account: Account, status: Status) {
  const media = status.media.flatMap((id) => mastodon.attachments.get(id) ?? []);
  return {
    id: status.id,
    created_at: isoOf(status.createdAt),
    in_reply_to_id: status.inReplyTo,
    in_reply_to_account_id: status.inReplyTo === null ? null : account.id,
    sensitive: status.sensitive,
    spoiler_text: status.spoiler,
    visibility: status.visibility,
    language: status.language,
    uri: `https://${SERVER}/users/${account.handle}/statuses/${status.id}`,
    url: `${profileOf(account.handle)}/${status.id}`,
    content: htmlOf(status.text),
    reblog: null,
    application: { name: 'Lineup' },
    account: accountNode(account),
    media_attachments: media.map((row) => mediaNode(row, Infinity)),
  };
}
