import { segment } from '../kit/segment.js';
import type { AdapterIo, SearchIo } from '../kit/adapter.js';
import type { RemotePost } from '../rules/outcome.js';
import { mayBe, searchWindow } from '../kit/search.js';
import { instantMs } from '../kit/text.js';
import { graph, graphList } from '../meta/graph.js';
import type { ChannelContent } from '../rules/platform.js';
import { INSTAGRAM_CODES } from './errors.js';
import { mediaRow } from './schemas.js';

const PAGE = 100;

const MEDIA_TYPE: Partial<Record<ChannelContent['type'], string>> = {
  image: 'IMAGE',
  video: 'VIDEO',
  images: 'CAROUSEL_ALBUM',
};

/** The media type that a content has in the account's list of media. */
export const mediaTypeOf = ({ type }: ChannelContent): string => MEDIA_TYPE[type] ?? '';

/** The account's latest media, newest first; without stories. */
export async function latestMedia(io: AdapterIo, window: Record<string, string>) {
  const { data } = await graph(
    io,
    {
      method: 'GET',
      path: `/${segment(io.account.remoteId)}/media`,
      params: { fields: 'id,caption,permalink,timestamp,media_type', limit: String(PAGE), ...window },
      schema: graphList(mediaRow),
      list: true,
    },
    INSTAGRAM_CODES,
  );
  return data.data;
}

/**
 * Searches by caption and type. This list has live media only (Instagram Platform, `media`), so a media found in it
 * is out.
 */
export async function searchMedia(io: SearchIo): Promise<RemotePost[] | null> {
  const { sinceS, untilS } = searchWindow(io);
  const rows = await latestMedia(io, { since: String(sinceS), until: String(untilS) });
  const found = rows.filter(
    (row) => row.media_type === mediaTypeOf(io.content) && mayBe(io, row.caption, instantMs(row.timestamp)),
  );
  if (found.length === 0 && rows.length >= PAGE) return null;
  return found.map((row) => ({ remoteId: row.id, remoteUrl: row.permalink }));
}
