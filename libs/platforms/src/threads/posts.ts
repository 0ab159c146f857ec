import type { AdapterIo, ReconcileIo, SearchIo } from '../kit/adapter.js';
import { mayBe, searchWindow } from '../kit/search.js';
import { segment } from '../kit/segment.js';
import { instantMs } from '../kit/text.js';
import { graph, graphList } from '../meta/graph.js';
import { ownPost } from '../meta/publish.js';
import type { RemotePost } from '../rules/outcome.js';
import type { ChannelContent } from '../rules/platform.js';
import { THREADS } from './capabilities.js';
import { THREADS_CODES } from './errors.js';
import { postRow } from './schemas.js';

const PAGE = 100;

/** How the account's list calls a post of a type; a link is a text with a card. */
const MEDIA_TYPE: Partial<Record<ChannelContent['type'], string>> = {
  text: 'TEXT_POST',
  link: 'TEXT_POST',
  image: 'IMAGE',
  images: 'CAROUSEL_ALBUM',
  video: 'VIDEO',
};

/** The account's latest posts, newest first; replies are not among them (Threads API, retrieve posts). */
async function latestPosts(io: AdapterIo, window: Record<string, string>) {
  const { data } = await graph(
    io,
    {
      method: 'GET',
      path: `/${segment(io.account.remoteId)}/threads`,
      params: { fields: 'id,text,permalink,timestamp,media_type', limit: String(PAGE), ...window },
      schema: graphList(postRow),
      list: true,
    },
    THREADS_CODES,
  );
  return data.data;
}

/** Finds the post that a published container became. */
export const findPost = async (io: ReconcileIo): Promise<RemotePost> =>
  ownPost(
    io,
    (await latestPosts(io, {})).map(({ media_type: type, timestamp, ...row }) => ({
      ...row,
      type,
      at: timestamp,
    })),
    MEDIA_TYPE[io.content.type] ?? '',
    THREADS,
  );

/** Searches by text and type. This list has live posts only, so a post found in it is out. */
export async function searchPosts(io: SearchIo): Promise<RemotePost[] | null> {
  const { sinceS, untilS } = searchWindow(io);
  const rows = await latestPosts(io, { since: String(sinceS), until: String(untilS) });
  const found = rows.filter(
    (row) => row.media_type === MEDIA_TYPE[io.content.type] && mayBe(io, row.text, instantMs(row.timestamp)),
  );
  if (found.length === 0 && rows.length >= PAGE) return null;
  return found.map((row) => ({ remoteId: row.id, remoteUrl: row.permalink }));
}
