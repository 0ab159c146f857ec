import type { ReconcileIo, SearchIo } from '../kit/adapter.js';
import { titleOf } from '../kit/article-words.js';
import { PlatformError } from '../kit/platform-error.js';
import { readProgress, withId } from '../kit/progress.js';
import { isReadDenied, searchWindow } from '../kit/search.js';
import { instantMs, normalised } from '../kit/text.js';
import type { Reconciliation, RemotePost } from '../rules/outcome.js';
import { api } from './api.js';
import { DRAFT, GONE } from './post.js';
import { foundRows, postAnswer } from './schemas.js';
import { anyRoot } from './start.js';

const PAGE = 100;
/** Zones differ by less: a site's own time is what its list is asked by. */
const DAY_S = 86_400;

/** Reads the draft by its id: it is what was published, or still a draft. */
export async function reconcile(io: ReconcileIo): Promise<Reconciliation> {
  const draft = readProgress(io.progress, DRAFT, withId);
  if (!draft) return { found: 'unclear', reason: 'there is no draft to look at' };
  try {
    const { data } = await api(io, {
      root: await anyRoot(io),
      method: 'GET',
      path: `/wp/v2/posts/${draft.id}`,
      query: { context: 'edit', _fields: 'id,status,link' },
      schema: postAnswer,
    });
    if (data.status === 'publish') return { found: 'yes', remoteId: data.id, remoteUrl: data.link };
    if (data.status === 'draft') return { found: 'no' };
    return { found: 'unclear', reason: `the site keeps the post as ${data.status}` };
  } catch (error) {
    if (!(error instanceof PlatformError) || error.detail.code !== GONE) throw error;
    return { found: 'unclear', reason: 'somebody has removed the post from the site' };
  }
}

/** Searches by title among the posts of a time. */
export async function search(io: SearchIo): Promise<RemotePost[] | null> {
  const title = normalised(titleOf(io.content));
  if (title === '') return null;
  const { sinceS, untilS } = searchWindow(io);
  try {
    const { data } = await api(io, {
      root: await anyRoot(io),
      method: 'GET',
      path: '/wp/v2/posts',
      query: {
        status: 'publish',
        context: 'edit',
        per_page: String(PAGE),
        after: isoOf(sinceS - DAY_S),
        before: isoOf(untilS + DAY_S),
        _fields: 'id,link,date_gmt,title',
      },
      schema: foundRows,
      list: true,
    });
    const found = data.filter(({ title: { raw }, date_gmt: at }) => {
      const seconds = instantMs(`${at}Z`) / 1_000;
      return normalised(raw) === title && seconds >= sinceS && seconds <= untilS;
    });
    if (found.length === 0 && data.length >= PAGE) return null;
    return found.map(({ id, link }) => ({ remoteId: id, remoteUrl: link }));
  } catch (error) {
    if (isReadDenied(error)) return null;
    throw error;
  }
}

/** The last instant that every program can write. */
const LAST_S = 4_102_444_800;
const isoOf = (seconds: number): string =>
  new Date(Math.min(Math.max(seconds, 0), LAST_S) * 1_000).toISOString().slice(0, 19);
