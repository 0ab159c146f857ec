import type { AdapterIo, ReconcileIo, SearchIo } from '../kit/adapter.js';
import { PlatformError } from '../kit/platform-error.js';
import { mayBe, searchWindow } from '../kit/search.js';
import { instantMs } from '../kit/text.js';
import type { Reconciliation, RemotePost } from '../rules/outcome.js';
import type { ChannelContent } from '../rules/platform.js';
import { knownChoice } from './chosen.js';
import { POSTS } from './record.js';
import { recordAnswer, recordsAnswer } from './schemas.js';
import { xrpc } from './xrpc.js';

const PAGE = 100;
const PAGES = 5;

/** A post by its key. Its address has the account’s id: handles change. */
export const named = (key: string, { remoteId }: AdapterIo['account']): RemotePost => ({
  remoteId: key,
  remoteUrl: `https://bsky.app/profile/${remoteId}/post/${key}`,
});

/**
 * A post’s record on the account’s own server, which knows at once what was written; null when there is none.
 * @throws PlatformError
 */
export async function readRecord(io: AdapterIo, key: string) {
  const repo = io.account.remoteId;
  try {
    return await xrpc(io, {
      method: 'com.atproto.repo.getRecord',
      kind: 'query',
      query: { repo, collection: POSTS, rkey: key },
      schema: recordAnswer(repo, POSTS, key),
    });
  } catch (error) {
    if (error instanceof PlatformError && error.detail.code === 'RecordNotFound') return null;
    throw error;
  }
}

export async function reconcile(io: ReconcileIo): Promise<Reconciliation> {
  const known = knownChoice(io);
  if (known === null || (await readRecord(io, known.key)) === null) return { found: 'no' };
  return { found: 'yes', ...named(known.key, io.account) };
}

/** How a post of a type is embedded; absent where it has nothing but words. */
const EMBED: Partial<Record<ChannelContent['type'], string>> = {
  link: 'app.bsky.embed.external',
  image: 'app.bsky.embed.images',
  images: 'app.bsky.embed.images',
  video: 'app.bsky.embed.video',
};

/** Searches the account’s records, newest key first, by what they say. Replies are no posts of ours. */
export async function search(io: SearchIo): Promise<RemotePost[] | null> {
  const oldest = searchWindow(io).sinceS * 1_000;
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const { data } = await xrpc(io, {
      method: 'com.atproto.repo.listRecords',
      kind: 'query',
      query: {
        repo: io.account.remoteId,
        collection: POSTS,
        limit: String(PAGE),
        ...(cursor ? { cursor } : {}),
      },
      answer: 'list',
      schema: recordsAnswer,
    });
    const found = data.records.filter(
      ({ value }) =>
        value.reply === undefined &&
        value.embed?.$type === EMBED[io.content.type] &&
        mayBe(io, value.text, instantMs(value.createdAt)),
    );
    if (found.length > 0) return found.map(({ uri }) => named(uri.split('/').at(-1) ?? '', io.account));
    const last = data.records.at(-1);
    if (!data.cursor || !last || instantMs(last.value.createdAt) < oldest) return [];
    cursor = data.cursor;
  }
  return null;
}
