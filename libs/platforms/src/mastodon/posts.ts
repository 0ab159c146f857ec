import { z } from 'zod';
import type { AdapterIo, ReconcileIo, SearchIo, StepIo } from '../kit/adapter.js';
import { isReadDenied, searchWindow } from '../kit/search.js';
import { segment } from '../kit/segment.js';
import { CLOCK_SKEW_MS, instantMs, normalised } from '../kit/text.js';
import type { Reconciliation, RemotePost } from '../rules/outcome.js';
import { api, localId } from './api.js';
import { isMissing } from './errors.js';
import { knownMedia, mediumState } from './media.js';
import { sourceAnswer, type StatusRow, statusRow } from './schemas.js';
import { saysLike } from './shown-text.js';

/** Most that a server lists at once, and how many such pages are read. */
export const PAGE = 40;
const PAGES = 5;

/** A page of the account's own statuses, newest first. @throws PlatformError */
export async function ownPage(io: AdapterIo, range: Record<string, string>): Promise<StatusRow[]> {
  const { data } = await api(io, {
    method: 'GET',
    path: `/accounts/${segment(localId(io.account))}/statuses`,
    query: { limit: String(PAGE), exclude_reblogs: 'true', ...range },
    schema: z.array(statusRow),
    answer: 'list',
  });
  return data;
}

/** Statuses since an instant; `whole` when none of them can be missing. */
interface Listed {
  rows: StatusRow[];
  whole: boolean;
}

/** Posts of the account since an instant (ms since 1970), without replies. @throws PlatformError */
async function postsSince(io: AdapterIo, ms: number): Promise<Listed> {
  const rows: StatusRow[] = [];
  for (let page = 0; page < PAGES; page++) {
    const last = rows.at(-1);
    const next = await ownPage(io, last ? { max_id: last.id } : {});
    rows.push(...next);
    const end = next.at(-1);
    if (!end || instantMs(end.created_at) < ms) {
      return { rows: rows.filter((row) => isPost(row, ms)), whole: true };
    }
  }
  return { rows: rows.filter((row) => isPost(row, ms)), whole: false };
}

const isPost = (row: StatusRow, ms: number): boolean =>
  row.in_reply_to_id === null && !row.reblog && !(instantMs(row.created_at) < ms);

/**
 * Whether a status is the wanted post. The ids of uploaded media are proof, since no other attempt has them; else it has
 * as many media and the same words.
 * @throws PlatformError
 */
async function isOurs(io: StepIo, row: StatusRow): Promise<boolean> {
  const attached = row.media_attachments.map(({ id }) => id);
  if (attached.length !== io.content.media.length) return false;
  const known = knownMedia(io);
  if (known.length > 0 && known.length === attached.length) {
    return known.every(({ id }) => attached.includes(id));
  }
  return says(io, row, io.content.text);
}

/** Whether a status says a text: what was typed counts, where the server still has it. @throws PlatformError */
export async function says(io: AdapterIo, row: StatusRow, text: string): Promise<boolean> {
  if (!saysLike(row.content, text)) return false;
  try {
    const path = `/statuses/${segment(row.id)}/source`;
    const { data } = await api(io, { method: 'GET', path, schema: sourceAnswer });
    return normalised(data.text) === normalised(text);
  } catch (error) {
    // Not every server keeps it.
    if (isMissing(error) || isReadDenied(error)) return true;
    throw error;
  }
}

/** The posts since an instant (ms since 1970) that may be ours. @throws PlatformError */
export async function candidates(io: StepIo, ms: number): Promise<Listed> {
  const { rows, whole } = await postsSince(io, ms);
  const found: StatusRow[] = [];
  for (const row of rows) if (await isOurs(io, row)) found.push(row);
  return { rows: found, whole };
}

export const remote = ({ id, url }: Pick<StatusRow, 'id' | 'url'>): RemotePost => ({
  remoteId: id,
  remoteUrl: url,
});

/**
 * Looks for a post among the account's own. A key proves nothing after an hour, nor on a server that does not know such
 * keys, so it is not asked. Uploaded media that are still free prove that no call has used them; where they are not free,
 * and no post has them, somebody may have deleted it: that is for a person.
 */
export async function reconcile(io: ReconcileIo): Promise<Reconciliation> {
  try {
    return await look(io, instantMs(io.since) - CLOCK_SKEW_MS);
  } catch (error) {
    if (!isReadDenied(error)) throw error;
    return { found: 'unclear', reason: 'The server does not let us read the posts of this account' };
  }
}

async function look(io: StepIo, ms: number): Promise<Reconciliation> {
  const { rows, whole } = await candidates(io, ms);
  const [ours, other] = rows;
  if (ours && other) return { found: 'unclear', reason: `${rows.length} posts look the same` };
  if (ours) return { found: 'yes', ...remote(ours) };
  if (!whole) return { found: 'unclear', reason: 'the list of posts is not whole' };
  const [medium] = knownMedia(io);
  if (medium?.readable && (await mediumState(io, medium.id)) === 'gone') {
    return { found: 'unclear', reason: 'the uploaded media are used or gone, and no post has them' };
  }
  return { found: 'no' };
}

/** Searches by words and number of media. */
export async function searchPosts(io: SearchIo): Promise<RemotePost[] | null> {
  const { sinceS, untilS } = searchWindow(io);
  const { rows, whole } = await candidates(io, sinceS * 1_000);
  const found = rows.filter(({ created_at: at }) => instantMs(at) <= untilS * 1_000);
  return found.length === 0 && !whole ? null : found.map(remote);
}
