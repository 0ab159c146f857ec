import { sqlList, statement, type Tx } from '#lib/database';
import { NOT_OVER, UNDER_WAY, WRITING } from './rules/post-state.js';

const COUNTS_ON = statement<{ channelId: string }>(`
  SELECT 1
  FROM post_variant v
  JOIN post p
    ON p.organisation_id = v.organisation_id
    AND p.id = v.post_id
  WHERE v.channel_id = :channelId
    AND p.state IN ${sqlList(UNDER_WAY)}
  LIMIT 1`);

/** Whether a channel is needed by a post that is in review, scheduled or being published. */
export const isChannelNeeded = async (tx: Tx, channelId: string): Promise<boolean> =>
  (await COUNTS_ON.row(tx, { channelId })) !== undefined;

const LEAVE = statement<{ channelId: string }>(`
  DELETE FROM post_variant v
  USING post p
  WHERE v.channel_id = :channelId
    AND p.organisation_id = v.organisation_id
    AND p.id = v.post_id
    AND p.state IN ${sqlList(WRITING)}`);

/** Removes a channel from every post that is still being written. */
export async function takeChannelOffPosts(tx: Tx, channelId: string): Promise<void> {
  await LEAVE.rows(tx, { channelId });
}

/** A post `p`, or a variant of it, shows the medium, and the post is not over. */
const SHOWS = `p.organisation_id = lineup_organisation()
    AND p.id IN (SELECT lineup_posts_showing(:mediaId))
    AND p.state IN ${sqlList(NOT_OVER)}`;

const SHOWN = statement<{ mediaId: string }>(`
  SELECT 1
  FROM post p
  WHERE ${SHOWS}
  LIMIT 1`);

/** Whether a post that is not over shows a medium. */
export const isMediumShown = async (tx: Tx, mediaId: string): Promise<boolean> =>
  (await SHOWN.row(tx, { mediaId })) !== undefined;

const CONTRIBUTE = statement<{ mediaId: string; userId: string }>(`
  UPDATE post p SET contributor_ids = contributor_ids || :userId::text
  WHERE :userId <> ALL(contributor_ids)
    AND ${SHOWS}`);

/**
 * Adds a person who changed a medium to the authors of the posts that show it, so that they cannot be the second
 * person to approve.
 */
export async function addContributor(tx: Tx, mediaId: string, userId: string): Promise<void> {
  await CONTRIBUTE.rows(tx, { mediaId, userId });
}
