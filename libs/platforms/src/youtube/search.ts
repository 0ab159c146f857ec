import type { SearchIo } from '../kit/adapter.js';
import { isReadDenied, mayBe, searchWindow } from '../kit/search.js';
import { instantMs, normalised } from '../kit/text.js';
import type { RemotePost } from '../rules/outcome.js';
import { dataApi } from './api.js';
import { titleOf, wantedPrivacy } from './metadata.js';
import { playlistItemsAnswer, snippetAnswer, uploadsAnswer } from './schemas.js';

const PAGE = '50';
const PAGES = 10;
/** A video is uploaded before it is published: at most so long, ms. */
const UPLOADED_AHEAD_MS = 2 * 86_400_000;

export const addressOf = (id: string): string => `https://www.youtube.com/watch?v=${id}`;

/**
 * Searches the channel's uploads, newest first. A private video cannot be told from one that waited for its instant and
 * never came to it. `search.list` is not used: it may be asked a hundred times a day, and lags.
 */
export async function searchUploads(io: SearchIo): Promise<RemotePost[] | null> {
  if (wantedPrivacy(io.content) === 'private') return null;
  try {
    return await readUploads(io);
  } catch (error) {
    if (isReadDenied(error)) return null;
    throw error;
  }
}

async function readUploads(io: SearchIo): Promise<RemotePost[] | null> {
  const playlistId = await uploadsOf(io);
  if (playlistId === null) return null;
  const title = normalised(titleOf(io.content));
  const oldest = searchWindow(io).sinceS * 1_000 - UPLOADED_AHEAD_MS;
  let pageToken: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const { items, nextPageToken } = await dataApi(io, {
      method: 'GET',
      resource: 'playlistItems',
      query: {
        part: 'snippet,contentDetails',
        playlistId,
        maxResults: PAGE,
        ...(pageToken ? { pageToken } : {}),
      },
      schema: playlistItemsAnswer,
      answer: 'list',
    });
    const alike = items.filter(({ snippet }) => normalised(snippet.title) === title);
    const found = await published(
      io,
      alike.map(({ contentDetails }) => contentDetails.videoId),
    );
    if (found.length > 0) return found;
    const last = items.at(-1);
    if (!nextPageToken || !last || instantMs(last.snippet.publishedAt) < oldest) return [];
    pageToken = nextPageToken;
  }
  return null;
}

async function uploadsOf(io: SearchIo): Promise<string | null> {
  const { items } = await dataApi(io, {
    method: 'GET',
    resource: 'channels',
    query: { part: 'contentDetails', mine: 'true' },
    schema: uploadsAnswer,
  });
  return items[0]?.contentDetails.relatedPlaylists.uploads ?? null;
}

/** Those of the videos that are the wanted one and are out. */
async function published(io: SearchIo, ids: readonly string[]): Promise<RemotePost[]> {
  if (ids.length === 0) return [];
  const { items } = await dataApi(io, {
    method: 'GET',
    resource: 'videos',
    query: { part: 'snippet,status', id: ids.join(',') },
    schema: snippetAnswer,
    answer: 'list',
  });
  return items
    .filter(
      ({ snippet, status }) =>
        status.privacyStatus !== 'private' &&
        mayBe(io, snippet.description, outAt(io, snippet.publishedAt, status.privacyStatus)),
    )
    .map(({ id }) => ({ remoteId: id, remoteUrl: addressOf(id) }));
}

/**
 * When a video may have come out, ms. `publishedAt` is when it was made public, but of an unlisted video it is when it was
 * uploaded. Source: YouTube Data API, videos resource.
 */
function outAt(io: SearchIo, publishedAt: string, privacyStatus: string): number {
  const at = instantMs(publishedAt);
  const since = instantMs(io.since);
  return privacyStatus === 'unlisted' && at >= since - UPLOADED_AHEAD_MS ? Math.max(at, since) : at;
}
