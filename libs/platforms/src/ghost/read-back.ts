import type { ReconcileIo, SearchIo } from '../kit/adapter.js';
import { titleOf } from '../kit/article-words.js';
import { PlatformError } from '../kit/platform-error.js';
import { readProgress } from '../kit/progress.js';
import { isReadDenied, searchWindow } from '../kit/search.js';
import { instantMs, normalised } from '../kit/text.js';
import type { Reconciliation, RemotePost } from '../rules/outcome.js';
import { api } from './api.js';
import { NOT_FOUND } from './errors.js';
import { DRAFT, drafted, readPost } from './post.js';
import { foundPosts } from './schemas.js';

const PAGE = 100;

/** Reads the draft by its id: it is what was published, or still a draft. */
export async function reconcile(io: ReconcileIo): Promise<Reconciliation> {
  const draft = readProgress(io.progress, DRAFT, drafted);
  if (!draft) return { found: 'unclear', reason: 'there is no draft to look at' };
  try {
    const { id, status, url } = await readPost(io, draft.id);
    if (status === 'published') return { found: 'yes', remoteId: id, remoteUrl: url };
    if (status === 'draft') return { found: 'no' };
    return { found: 'unclear', reason: `the site keeps the post as ${status}` };
  } catch (error) {
    if (!(error instanceof PlatformError) || error.detail.code !== NOT_FOUND) throw error;
    return { found: 'unclear', reason: 'somebody has removed the post from the site' };
  }
}

/** Searches by title among the latest posts. */
export async function search(io: SearchIo): Promise<RemotePost[] | null> {
  const title = normalised(titleOf(io.content));
  if (title === '') return null;
  const { sinceS, untilS } = searchWindow(io);
  const at = ({ published_at }: { published_at: string }): number => instantMs(published_at) / 1_000;
  try {
    const { data } = await api(io, {
      method: 'GET',
      path: '/posts/',
      query: {
        filter: 'status:published',
        order: 'published_at desc',
        limit: String(PAGE),
        fields: 'id,title,url,published_at',
      },
      schema: foundPosts,
      list: true,
    });
    const found = data.posts.filter(
      (post) => normalised(post.title) === title && at(post) >= sinceS && at(post) <= untilS,
    );
    if (found.length > 0) return found.map(({ id, url }) => ({ remoteId: id, remoteUrl: url }));
    const last = data.posts.at(-1);
    return last && data.posts.length >= PAGE && !(at(last) < sinceS) ? null : [];
  } catch (error) {
    if (isReadDenied(error)) return null;
    throw error;
  }
}
