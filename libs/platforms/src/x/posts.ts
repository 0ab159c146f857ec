import type { AdapterIo, ReconcileIo, SearchIo, StepIo } from '../kit/adapter.js';
import { isReadDenied, searchWindow } from '../kit/search.js';
import { CLOCK_SKEW_MS, instantMs } from '../kit/text.js';
import type { Reconciliation, RemotePost } from '../rules/outcome.js';
import type { ChannelContent } from '../rules/platform.js';
import { knownKey } from './media.js';
import type { TimelineRow } from './schemas.js';
import { isAlike, isSame, listedText, sentText } from './shown-text.js';
import { ownPosts, startTime, type Timeline } from './timeline.js';

/** Pages that are read back, each of a hundred posts. */
const PAGES = 5;
/** Handles are of these; any other is not put into an address. */
const HANDLE = /^@?(\w{1,15})$/u;

/** Address of a post. Without a usable handle it is the one that X leads on from. */
export function postAddress(account: AdapterIo['account'], id: string): string {
  const [, handle] = HANDLE.exec(account.handle) ?? [];
  return `https://x.com/${handle ?? 'i/web'}/status/${id}`;
}

/**
 * Looks for a post among the account's own. The keys of uploaded media are proof, since no other attempt has them; words
 * are compared where there are none. What is nearly ours (the same words, other addresses or other media) is for a person:
 * X may write an address or a key differently from what we sent.
 */
export async function reconcile(io: ReconcileIo): Promise<Reconciliation> {
  const posts = await since(io, instantMs(io.since) - CLOCK_SKEW_MS);
  if (!posts) return { found: 'unclear', reason: 'X does not let us read the posts of this account' };
  const ours = posts.rows.filter((row) => isOurs(io, row));
  const [match] = ours;
  if (ours.length > 1) return { found: 'unclear', reason: `${ours.length} posts look the same` };
  if (match) return { found: 'yes', ...remote(io, match) };
  const near = posts.rows.find((row) => isNearlyOurs(io.content, row));
  if (near) return { found: 'unclear', reason: `post ${near.id} has the same words` };
  return posts.whole ? { found: 'no' } : { found: 'unclear', reason: 'the list of posts is not whole' };
}

/** Searches by words alone: the keys of an attempt without a record are unknown. */
export async function searchPosts(io: SearchIo): Promise<RemotePost[] | null> {
  const { sinceS, untilS } = searchWindow(io);
  // Without an end: X refuses one that has not come yet.
  const posts = await since(io, sinceS * 1_000);
  if (!posts) return null;
  const wanted = sentText(io.content.text);
  const found = posts.rows.filter(
    (row) =>
      isSame(listedText(row), wanted) &&
      keysOf(row).length === io.content.media.length &&
      instantMs(row.created_at) <= untilS * 1_000,
  );
  if (found.length === 0 && !posts.whole) return null;
  return found.map((row) => remote(io, row));
}

/** The latest post with the same words: what X finds ours to be a duplicate of. @throws PlatformError */
export async function twinOf(io: StepIo): Promise<TimelineRow | null> {
  const wanted = sentText(io.content.text);
  if (wanted.words.length === 0) return null;
  const { rows } = await ownPosts(io, {}, 1);
  return rows.find((row) => isSame(listedText(row), wanted)) ?? null;
}

/** What the account posted since an instant (ms since 1970), without its replies; null when it may not be read. */
async function since(io: AdapterIo, ms: number): Promise<Timeline | null> {
  try {
    const range: Record<string, string> = Number.isNaN(ms) ? {} : { start_time: startTime(ms) };
    const { rows, whole } = await ownPosts(io, range, PAGES);
    return { rows: rows.filter((row) => !(instantMs(row.created_at) < ms) && !isReply(row)), whole };
  } catch (error) {
    if (isReadDenied(error)) return null;
    throw error;
  }
}

const remote = (io: AdapterIo, { id }: TimelineRow): RemotePost => ({
  remoteId: id,
  remoteUrl: postAddress(io.account, id),
});

const isReply = ({ referenced_tweets: others }: TimelineRow): boolean =>
  others?.some(({ type }) => type === 'replied_to') ?? false;

const keysOf = ({ attachments }: TimelineRow): string[] => attachments?.media_keys ?? [];

function isOurs(io: StepIo, row: TimelineRow): boolean {
  const { media, text } = io.content;
  const keys = keysOf(row);
  if (media.length === 0) return keys.length === 0 && isSame(listedText(row), sentText(text));
  return keys.length === media.length && keys.every((key, index) => key === knownKey(io, index));
}

function isNearlyOurs({ text, media }: ChannelContent, row: TimelineRow): boolean {
  return keysOf(row).length === media.length && isAlike(listedText(row), sentText(text));
}
