import { segment } from '../kit/segment.js';
import type { SearchIo } from '../kit/adapter.js';
import type { RemotePost } from '../rules/outcome.js';
import { mayBe, searchWindow } from '../kit/search.js';
import { instantMs } from '../kit/text.js';
import { graph, graphList } from '../meta/graph.js';
import { formOf } from '../rules/registry.js';
import { FACEBOOK_CODES } from './errors.js';
import { listedPost } from './schemas.js';

/** Most rows that one page of the list has (Graph API, Paginated Results). */
const PAGE = 100;

/**
 * This list has live posts only (Pages API, `published_posts`), so a post found in it is out. A story has no words to
 * tell it by.
 */
export async function searchPosts(io: SearchIo): Promise<RemotePost[] | null> {
  if (formOf('facebook', io.content) === 'story') return null;
  const { sinceS, untilS } = searchWindow(io);
  const { data } = await graph(
    io,
    {
      method: 'GET',
      path: `/${segment(io.account.remoteId)}/published_posts`,
      params: {
        fields: 'id,message,created_time,permalink_url',
        since: String(sinceS),
        until: String(untilS),
        limit: String(PAGE),
      },
      schema: graphList(listedPost),
      list: true,
    },
    FACEBOOK_CODES,
  );
  const found = data.data.filter((row) => mayBe(io, row.message, instantMs(row.created_time)));
  if (found.length === 0 && data.data.length >= PAGE) return null;
  return found.map((row) => ({ remoteId: row.id, remoteUrl: row.permalink_url }));
}
