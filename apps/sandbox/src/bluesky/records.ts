import type { Account } from '../core/accounts.js';
import { isoOf } from '../core/clock.js';
import type { Admitted, Call, Reply } from '../core/exchange.js';
import type { Post } from '../core/posts.js';
import { cidOf, didOf, newKey, TID } from './ids.js';
import { filesOf, type PostRecord, readPost } from './lexicon.js';
import { blueskyError, internalError, invalid } from './network.js';
import { type Bluesky, recordKey, type StoredRecord } from './store.js';

const POSTS = 'app.bsky.feed.post';
const PUT_POINTS = 2;
const CREATE_POINTS = 3;

/** What a write is asked for. */
interface Written {
  account: Account;
  rkey: string;
  value: PostRecord;
  cid: string;
  found: StoredRecord | undefined;
}

function read(bluesky: Bluesky, call: Admitted, rkey: string): Written {
  const account = bluesky.ownRepo(call);
  if (call.params.get('collection') !== POSTS) throw invalid('The sandbox takes posts alone');
  if (!TID.test(rkey)) throw invalid('Invalid record key: not a TID');
  const { record } = call.params.json as { record?: unknown };
  const value = readPost(record);
  const found = bluesky.records.get(recordKey(account.id, POSTS, rkey));
  const cid = cidOf('record', value);
  return { account, rkey, value, cid, found: found?.deleted === false ? found : undefined };
}

/**
 * `putRecord`. With `swapRecord: null` only where nothing has the key, except the same record, which changes nothing and
 * is answered without `commit`. Without it, whatever is there is replaced.
 */
export function putRecord(bluesky: Bluesky, call: Admitted): Reply {
  const written = read(bluesky, call, call.params.get('rkey') ?? '');
  const { found, cid } = written;
  const { swapRecord } = call.params.json as { swapRecord?: string | null };
  if (found?.cid === cid) return { status: 200, body: answer(written) };
  if (swapRecord !== undefined && swapRecord !== (found?.cid ?? null)) {
    throw blueskyError(400, 'InvalidSwap', `Record was at ${found?.cid ?? 'null'}`);
  }
  const headers = bluesky.spend(call, PUT_POINTS);
  if (found) replace(bluesky, written, found, call);
  else create(bluesky, written, call);
  return { status: 200, headers, body: { ...answer(written), commit: commitOf(call) } };
}

/** `createRecord`: a key that something has is no refusal but a fault of the server. */
export function createRecord(bluesky: Bluesky, call: Admitted): Reply {
  const written = read(bluesky, call, call.params.get('rkey') ?? newKey(call.arrivedAt));
  if (written.found) throw internalError();
  const headers = bluesky.spend(call, CREATE_POINTS);
  create(bluesky, written, call);
  return { status: 200, headers, body: { ...answer(written), commit: commitOf(call) } };
}

const uriOf = (accountId: string, rkey: string): string => `at://${didOf(accountId)}/${POSTS}/${rkey}`;

const answer = ({ account, rkey, cid }: Written) => ({
  uri: uriOf(account.id, rkey),
  cid,
  validationStatus: 'valid',
});

const commitOf = ({ arrivedAt }: Call) => ({
  cid: cidOf('record', String(arrivedAt)),
  rev: newKey(arrivedAt),
});

/** The media of a record, whose files must still be there. */
function mediaIn(bluesky: Bluesky, { account, value }: Written, now: number) {
  return filesOf(value).map(({ file, alt, limit }) => {
    const stored = bluesky.blobs.get(`${account.id}/${file.ref.$link}`);
    const { imageBytes, blobLifeS } = bluesky.settings;
    if (!stored || (!stored.used && now > stored.uploadedAt + blobLifeS * 1_000)) {
      throw blueskyError(400, 'BlobNotFound', `Could not find blob: ${file.ref.$link}`);
    }
    if (file.size !== stored.size) throw invalid('Referenced Mimetype does not match stored blob');
    if (limit && stored.size > imageBytes) {
      throw invalid(`This file is too large. It is ${stored.size} but the maximum size is ${imageBytes}.`);
    }
    bluesky.blobs.put({ ...stored, used: true });
    const kind = stored.mimeType.startsWith('video/') ? ('video' as const) : ('image' as const);
    return { mediaId: stored.mediaId, kind, altText: alt };
  });
}

function create(bluesky: Bluesky, written: Written, call: Admitted): void {
  const { account, rkey, value, cid } = written;
  const { posts } = bluesky.sandboxState;
  const now = call.arrivedAt;
  const media = mediaIn(bluesky, written, now);
  const key = recordKey(account.id, POSTS, rkey);
  bluesky.records.put({ key, account: account.id, collection: POSTS, rkey, cid, value, deleted: false });
  if (value.reply) {
    const comment = posts.comment({
      platform: 'bluesky',
      account: account.id,
      // A reply to nothing is taken as well.
      post: value.reply.parent.uri.split('/').at(-1) ?? '',
      id: rkey,
      text: value.text,
      createdAt: now,
    });
    bluesky.sandboxState.effect(now, 'comment', comment);
    return;
  }
  const post = posts.create({
    platform: 'bluesky',
    account: account.id,
    id: rkey,
    text: value.text,
    link: value.embed?.$type === 'app.bsky.embed.external' ? value.embed.external.uri : null,
    media,
    createdAt: now,
    arrivedAt: now,
    visibleAt: now,
    deletedAt: null,
    followers: true,
    details: { labels: value.labels?.values.map(({ val }) => val) ?? [] },
  });
  bluesky.sandboxState.effect(now, 'published', post);
}

/** An edit, which official applications do not offer. */
function replace(bluesky: Bluesky, written: Written, found: StoredRecord, call: Admitted): void {
  const media = mediaIn(bluesky, written, call.arrivedAt);
  bluesky.records.put({ ...found, cid: written.cid, value: written.value });
  const post = bluesky.post(written.rkey);
  if (!post) return;
  Object.assign(post, { text: written.value.text, media });
  bluesky.sandboxState.posts.changed(post);
  bluesky.sandboxState.effect(call.arrivedAt, 'edited', post);
}

/** `deleteRecord`: done as often as it is asked. */
export function deleteRecord(bluesky: Bluesky, call: Admitted): Reply {
  const account = bluesky.ownRepo(call);
  const rkey = call.params.get('rkey') ?? '';
  const found = bluesky.records.get(recordKey(account.id, call.params.get('collection') ?? '', rkey));
  if (!found || found.deleted) return { status: 200, body: {} };
  bluesky.records.put({ ...found, deleted: true });
  const post = bluesky.post(rkey);
  if (post) {
    bluesky.sandboxState.posts.remove(post, call.arrivedAt);
    bluesky.sandboxState.effect(call.arrivedAt, 'deleted', post);
  }
  return { status: 200, body: { commit: commitOf(call) } };
}

/** `getRecord`: without a token, and at once. For a repository that is not its own, a server asks the network. */
export function getRecord(bluesky: Bluesky, call: Call): Reply {
  const account = bluesky.accountOf(call.params.get('repo') ?? '');
  if (!account) throw blueskyError(502, 'UpstreamFailure', 'Upstream Failure');
  const collection = call.params.get('collection') ?? '';
  const rkey = call.params.get('rkey') ?? '';
  if (collection === 'app.bsky.actor.profile' && rkey === 'self') {
    const uri = `at://${didOf(account.id)}/${collection}/self`;
    const value = { $type: collection, displayName: account.name };
    return { status: 200, body: { uri, cid: cidOf('record', value), value } };
  }
  const record = recordOf(bluesky, account, rkey);
  if (collection !== POSTS || !record) {
    throw blueskyError(400, 'RecordNotFound', `Could not locate record: ${collection}/${rkey}`);
  }
  return { status: 200, body: nodeOf(record) };
}

/** `listRecords`: the newest key first. */
export function listRecords(bluesky: Bluesky, call: Call): Reply {
  const account = bluesky.accountOf(call.params.get('repo') ?? '');
  if (!account) throw invalid('Could not find repo');
  const limit = Math.min(100, Math.max(1, Number(call.params.get('limit') ?? 50) || 50));
  const before = call.params.get('cursor') ?? '~';
  const rows = recordsOf(bluesky, account)
    .filter(({ rkey }) => rkey < before)
    .sort((one, other) => (one.rkey < other.rkey ? 1 : -1))
    .slice(0, limit);
  const last = rows.at(-1);
  return {
    status: 200,
    body: { records: rows.map(nodeOf), ...(rows.length === limit && last ? { cursor: last.rkey } : {}) },
  };
}

const nodeOf = ({ account, rkey, cid, value }: Omit<StoredRecord, 'key' | 'deleted' | 'collection'>) => ({
  uri: uriOf(account, rkey),
  cid,
  value,
});

/** The record of a post that was added as an account’s past. */
function pastRecord({ account, id, text, createdAt }: Post) {
  const value = { $type: POSTS, text, createdAt: isoOf(createdAt) };
  return { account, rkey: id, cid: cidOf('record', value), value };
}

function recordOf(bluesky: Bluesky, { id }: Account, rkey: string) {
  const own = bluesky.records.get(recordKey(id, POSTS, rkey));
  if (own) return own.deleted ? undefined : own;
  const post = bluesky.post(rkey);
  return post?.account === id ? pastRecord(post) : undefined;
}

function recordsOf(bluesky: Bluesky, { id }: Account) {
  const own = [...bluesky.records.values()].filter((row) => row.account === id && !row.deleted);
  const known = new Set(own.map(({ rkey }) => rkey));
  const visible = [...bluesky.sandboxState.posts.visible({ platform: 'bluesky', account: id }, Infinity)];
  return [...own, ...visible.filter((post) => !known.has(post.id)).map(pastRecord)];
}
