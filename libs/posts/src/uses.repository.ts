import { sqlList, type Tx } from '#lib/database';
import { NOT_OVER, UNDER_WAY, WRITING } from './rules/post-state.js';

/** $1 channel. */
const COUNTS_ON = `
  SELECT 1
  FROM post_variant v
  JOIN post p ON p.organisation_id = v.organisation_id AND p.id = v.post_id
  WHERE v.channel_id = $1 AND p.state IN ${sqlList(UNDER_WAY)}
  LIMIT 1`;

/** Whether a channel is needed by a post that is in review, scheduled or being published. */
export const isChannelCountedOn = async (tx: Tx, channelId: string): Promise<boolean> =>
  (await tx.query<unknown[]>(COUNTS_ON, [channelId])).length > 0;

/** $1 channel. */
const LEAVE = `
  DELETE FROM post_variant v
  USING post p
  WHERE v.channel_id = $1 AND p.organisation_id = v.organisation_id AND p.id = v.post_id
    AND p.state IN ${sqlList(WRITING)}`;

/** Removes a channel from every post that is still being written. */
export async function leaveChannel(tx: Tx, channelId: string): Promise<void> {
  await tx.query(LEAVE, [channelId]);
}

/** A post `p`, or a variant of it, shows the medium $1, and the post is not over. */
const SHOWS = `p.organisation_id = lineup_organisation()
  AND p.id IN (SELECT lineup_posts_showing($1)) AND p.state IN ${sqlList(NOT_OVER)}`;

/** Whether a post that is not over shows a medium. */
export const isMediumShown = async (tx: Tx, mediaId: string): Promise<boolean> =>
  (await tx.query<unknown[]>(`SELECT 1 FROM post p WHERE ${SHOWS} LIMIT 1`, [mediaId])).length > 0;

/**
 * Adds a person who changed a medium to the authors of the posts that show it, so that they cannot be the second
 * person to approve.
 */
export async function addContributor(tx: Tx, mediaId: string, userId: string): Promise<void> {
  await tx.query(
    `UPDATE post p SET contributor_ids = contributor_ids || $2::text
     WHERE $2 <> ALL(contributor_ids) AND ${SHOWS}`,
    [mediaId, userId],
  );
}
