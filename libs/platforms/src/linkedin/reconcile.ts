import type { ReconcileIo, Reconciliation } from '../kit/adapter.js';
import { CLOCK_SKEW_MS, instantMs, normalised } from '../kit/text.js';
import { fromLittleText } from './little-text.js';
import { authorOf, encoded, isReadDenied, rest } from './rest.js';
import { finderAnswer, type FoundPost } from './schemas.js';
import { knownUrn } from './steps-media.js';

/** Where people find a post; works for share and ugcPost URNs. */
export const postAddress = (id: string): string => `https://www.linkedin.com/feed/update/${id}/`;

/**
 * Looks a post up among its author's latest: by text and time, and by the media's URNs, which no other attempt can
 * have. Members' posts cannot be read by any application we may be.
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

async function latest(io: ReconcileIo): Promise<FoundPost[] | null> {
  try {
    const { data } = await rest(io, {
      method: 'GET',
      path: `/posts?q=author&author=${encoded(authorOf(io))}&count=100&start=0&sortBy=LAST_MODIFIED`,
      headers: { 'x-restli-method': 'FINDER' },
      schema: finderAnswer,
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
  }
}
