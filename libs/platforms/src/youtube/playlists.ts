import { z } from 'zod';
import type { AdapterIo, ListedEntry, StepIo, StepResult } from '../kit/adapter.js';
import { PlatformError } from '../kit/platform-error.js';
import { readProgress } from '../kit/progress.js';
import { dataApi } from './api.js';
import { insertedAnswer, memberAnswer, playlistsAnswer } from './schemas.js';

/** Rows of a page, at most (YouTube Data API), and the pages that are read. */
const PAGE = '50';
const PAGES = 10;
const tried = z.object({ tries: z.number() });
const MOST_TRIES = 4;
const TRY_AGAIN_MS = 15_000;

/** The channel's playlists, by the option that names one of them. */
export async function listed(io: AdapterIo, key: string): Promise<ListedEntry[]> {
  const found: ListedEntry[] = [];
  if (key !== 'playlist') return found;
  let pageToken: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const { items, nextPageToken } = await dataApi(io, {
      method: 'GET',
      resource: 'playlists',
      query: { part: 'snippet', mine: 'true', maxResults: PAGE, ...(pageToken ? { pageToken } : {}) },
      schema: playlistsAnswer,
      answer: 'list',
    });
    found.push(...items.map(({ id, snippet }) => ({ id, name: snippet.title })));
    if (!nextPageToken) break;
    pageToken = nextPageToken;
  }
  return found;
}

/**
 * Puts a video that is out into a playlist. The post is published whatever becomes of this: after a few tries it is left. A
 * playlist takes a video twice, so it is looked for before each try.
 */
export async function putIntoPlaylist(io: StepIo, playlistId: string, videoId: string): Promise<StepResult> {
  const tries = (readProgress(io.progress, 'playlist', tried)?.tries ?? 0) + 1;
  try {
    if (!(await isMember(io, playlistId, videoId))) await insert(io, playlistId, videoId);
    return { state: 'done', output: { tries, isIn: true } };
  } catch (error) {
    if (!(error instanceof PlatformError) || io.signal.aborted) throw error;
    const { class: kind, code } = error.detail;
    const mayPass = kind === 'transient' || kind === 'unknown' || kind === 'rate_limited';
    return mayPass && tries < MOST_TRIES
      ? { state: 'wait', afterMs: TRY_AGAIN_MS, output: { tries } }
      : { state: 'done', output: { tries, isIn: false, code } };
  }
}

async function isMember(io: StepIo, playlistId: string, videoId: string): Promise<boolean> {
  const { items } = await dataApi(io, {
    method: 'GET',
    resource: 'playlistItems',
    query: { part: 'id', playlistId, videoId, maxResults: '1' },
    schema: memberAnswer,
  });
  return items.length > 0;
}

async function insert(io: StepIo, playlistId: string, videoId: string): Promise<void> {
  const snippet = { playlistId, resourceId: { kind: 'youtube#video', videoId } };
  await dataApi(io, {
    method: 'POST',
    resource: 'playlistItems',
    query: { part: 'snippet' },
    json: { snippet },
    schema: insertedAnswer,
    visible: true,
  });
}
