import type { AdapterIo, ReconcileIo, SearchIo } from '../kit/adapter.js';
import type { Reconciliation, RemotePost } from '../rules/outcome.js';
import { isReadDenied, mayBe } from '../kit/search.js';
import { CLOCK_SKEW_MS, instantMs, normalised } from '../kit/text.js';
import type { ChannelContent } from '../rules/platform.js';
import { fromLittleText } from './little-text.js';
import { authorOf, encoded, rest } from './rest.js';
import { finderAnswer, type FoundPost } from './schemas.js';
import { knownUrn } from './steps-media.js';

/** Public address of a post, for share and ugcPost URNs. */
export const postAddress = (id: string): string => `https://www.linkedin.com/feed/update/${id}/`;

/**
 * Looks for a post among its author's latest: by text and time, and by the URNs of its media, which no other attempt
 * can have. Members' posts cannot be read with any access that Lineup can get.
 */
export async function reconcile(io: ReconcileIo): Promise<Reconciliation> {
  const matches = (await latest(io))?.filter((post) => matchesContent(io, post));
  if (!matches) {
    return { found: 'unclear', reason: 'LinkedIn does not let us read the posts of this account' };
  }
  const [match, other] = matches;
  if (other) return { found: 'unclear', reason: `${matches.length} posts look the same` };
  return match ? { found: 'yes', remoteId: match.id, remoteUrl: postAddress(match.id) } : { found: 'no' };
}

/** Pages of the list that a search reads; the list cannot be filtered by date. */
const SEARCHED_PAGES = 5;

/** As `reconcile`, by content alone: the media URNs of an attempt without a record are unknown. */
export async function search(io: SearchIo): Promise<RemotePost[] | null> {
  for (let page = 0; page < SEARCHED_PAGES; page++) {
    const posts = await latest(io, page * PAGE);
    if (!posts) return null;
    const found = posts.filter(
      (post) =>
        mayBe(io, fromLittleText(post.commentary), post.publishedAt ?? post.createdAt ?? 0) &&
        mayShow(io.content, post),
    );
    if (found.length > 0) return found.map(({ id }) => ({ remoteId: id, remoteUrl: postAddress(id) }));
    if (posts.length < PAGE) return [];
  }
  return null;
}

/** False when a post has other media or another link than the content, as far as the list tells. */
function mayShow({ type, media }: ChannelContent, { content }: FoundPost): boolean {
  if (!content) return true;
  const { media: one, multiImage, article } = content;
  switch (type) {
    case 'text':
      return !one && !multiImage && !article;
    case 'link':
      return article !== undefined;
    case 'images':
      return multiImage?.images.length === media.length;
    default:
      return one?.id.startsWith(`urn:li:${type}:`) ?? false;
  }
}

const PAGE = 100;

async function latest(io: AdapterIo, start = 0): Promise<FoundPost[] | null> {
  try {
    const { data } = await rest(io, {
      method: 'GET',
      path: `/posts?q=author&author=${encoded(authorOf(io))}&count=${PAGE}&start=${start}&sortBy=LAST_MODIFIED`,
      headers: { 'x-restli-method': 'FINDER' },
      schema: finderAnswer,
      list: true,
    });
    return data.elements;
  } catch (error) {
    if (isReadDenied(error)) return null;
    throw error;
  }
}

function matchesContent(io: ReconcileIo, post: FoundPost): boolean {
  if ((post.createdAt ?? post.publishedAt ?? 0) < instantMs(io.since) - CLOCK_SKEW_MS) return false;
  if (normalised(fromLittleText(post.commentary)) !== normalised(io.content.text)) return false;
  const { type, media, link } = io.content;
  const found = post.content;
  switch (type) {
    case 'text':
      return !found?.media && !found?.multiImage && !found?.article;
    case 'link':
      return found?.article?.source === link;
    case 'video':
      return found?.media?.id === knownUrn(io, 'video');
    case 'image':
      return found?.media?.id === knownUrn(io, 'image-0');
    case 'images': {
      const urns = found?.multiImage?.images.map((image) => image.id) ?? [];
      return urns.length === media.length && urns.every((id, index) => id === knownUrn(io, `image-${index}`));
    }
    default:
      return false;
  }
}
