import type { AdapterIo } from '../kit/adapter.js';
import { segment } from '../kit/segment.js';
import { xCall } from './api.js';
import { timelineAnswer, type TimelineRow } from './schemas.js';

/** Most rows of an answer (X API, user posts). */
const PAGE = 100;
const FIELDS = 'created_at,entities,attachments,referenced_tweets';

export interface Timeline {
  rows: TimelineRow[];
  /** False when there are more posts than were read, or X could not tell all of them. */
  whole: boolean;
}

/**
 * The account's own posts, newest first. What X has just accepted may be missing for some time.
 * Replies are among them: X takes a post that begins with a mention for one.
 * @param range which of them: `start_time` or `since_id`
 * @param pages read at most
 * @throws PlatformError
 */
export async function ownPosts(
  io: AdapterIo,
  range: Record<string, string>,
  pages: number,
): Promise<Timeline> {
  const rows: TimelineRow[] = [];
  let whole = true;
  let next: string | undefined;
  for (let page = 0; page < pages; page++) {
    const { data, meta, errors } = await xCall(io, {
      method: 'GET',
      path: `/users/${segment(io.account.remoteId)}/tweets`,
      query: {
        max_results: String(PAGE),
        exclude: 'retweets',
        'tweet.fields': FIELDS,
        ...range,
        ...(next === undefined ? {} : { pagination_token: next }),
      },
      schema: timelineAnswer,
      list: true,
    });
    rows.push(...data);
    whole &&= errors.length === 0;
    next = meta.next_token;
    if (next === undefined) return { rows, whole };
  }
  return { rows, whole: false };
}

/** An instant (ms since 1970) as X takes it: whole seconds. */
export const startTime = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
