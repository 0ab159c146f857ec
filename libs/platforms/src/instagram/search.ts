import { segment } from '../kit/segment.js';
import type { AdapterIo, SearchIo } from '../kit/adapter.js';
import type { RemotePost } from '../rules/outcome.js';
import { mayBe, searchWindow } from '../kit/search.js';
import { instantMs } from '../kit/text.js';
import { graph, graphList } from '../meta/graph.js';
import type { ChannelContent } from '../rules/platform.js';
import { formOf } from '../rules/registry.js';
import { INSTAGRAM_CODES } from './errors.js';
import { mediaRow } from './schemas.js';

const PAGE = 100;

const FIELDS = 'id,caption,permalink,timestamp,media_type';

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
      params: { fields: FIELDS, limit: String(PAGE), ...window },
      schema: graphList(mediaRow),
      list: true,
    },
    INSTAGRAM_CODES,
  );
  return data.data;
}

/** The account's stories of the last day, which its list of media does not have. */
export async function latestStories(io: AdapterIo) {
  const { data } = await graph(
    io,
    {
      method: 'GET',
      path: `/${segment(io.account.remoteId)}/stories`,
      params: { fields: FIELDS, limit: String(PAGE) },
      schema: graphList(mediaRow),
      list: true,
    },
    INSTAGRAM_CODES,
  );
  return data.data;
}

/**
 * Searches by caption and type. This list has live media only (Instagram Platform, `media`), so a media found in it
 * is out. A story has no words to tell it by, and is in no list after a day.
 */
export async function searchMedia(io: SearchIo): Promise<RemotePost[] | null> {
  if (formOf('instagram', io.content) === 'story') return null;
  const { sinceS, untilS } = searchWindow(io);
  const rows = await latestMedia(io, { since: String(sinceS), until: String(untilS) });
  const found = rows.filter(
    (row) => row.media_type === mediaTypeOf(io.content) && mayBe(io, row.caption, instantMs(row.timestamp)),
  );
  if (found.length === 0 && rows.length >= PAGE) return null;
  return found.map((row) => ({ remoteId: row.id, remoteUrl: row.permalink }));
}
