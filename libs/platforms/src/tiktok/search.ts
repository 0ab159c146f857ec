import type { SearchIo } from '../kit/adapter.js';
import type { RemotePost } from '../rules/outcome.js';
import { mayBe, searchWindow } from '../kit/search.js';
import { stringOption } from '../rules/check-options.js';
import { tiktokPost } from './api.js';
import { videosAnswer } from './schemas.js';

/** Most rows in one answer (TikTok, List Videos). */
const PAGE = 20;
const PAGES = 10;

/**
 * The list has public videos only, once they have passed moderation. TikTok does not say how long that takes; users
 * report an hour at most.
 */
export async function searchVideos(io: SearchIo): Promise<RemotePost[] | null> {
  if (stringOption(io.content.options, 'privacyLevel') !== 'PUBLIC_TO_EVERYONE') return null;
  const { sinceS, untilS } = searchWindow(io);
  let cursor = untilS * 1000;
  for (let page = 0; page < PAGES; page++) {
    const { data } = await tiktokPost(
      io,
      '/video/list/?fields=id,create_time,video_description,share_url',
      { max_count: PAGE, cursor },
      videosAnswer,
      'list',
    );
    const found = data.videos.filter((video) => mayBe(io, video.video_description, video.create_time * 1000));
    if (found.length > 0) return found.map(({ id, share_url }) => ({ remoteId: id, remoteUrl: share_url }));
    const oldest = data.videos.at(-1);
    if (!data.has_more || !oldest || oldest.create_time < sinceS) return [];
    cursor = data.cursor;
  }
  return null;
}
