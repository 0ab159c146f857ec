import { type None, sqlList, statement } from '#lib/database';
import { FOLLOWS_PUBLICATIONS, GOING, type PostState, type PublicationFact } from '#rules/posts';

/** A post's key with its organisation, so that an index finds it among the posts of every organisation. */
export interface PostKey {
  organisationId: string;
  id: string;
}

interface ComparedPost extends PostKey {
  state: PostState;
  needsAttention: boolean;
  publications: PublicationFact[];
}

const NAMED = `jsonb_to_recordset(:keys) AS k("organisationId" uuid, id uuid)
  JOIN post p
    ON p.organisation_id = k."organisationId"
    AND p.id = k.id`;

/** Locks posts in the order of their ids. `keys`: JSON of `PostKey[]`. */
export const LOCK_POSTS = statement<{ keys: string }>(`
  SELECT 1 FROM ${NAMED}
  ORDER BY p.id FOR UPDATE OF p`);

/** The stored state of posts, beside the states of their publications. */
export const COMPARE_POSTS = statement<{ keys: string }, ComparedPost>(`
  SELECT p.organisation_id AS "organisationId", p.id, p.state,
    p.needs_attention AS "needsAttention",
    json_agg(json_build_object('state', u.state, 'started', u.due_at <= now())) AS publications
  FROM ${NAMED}
  JOIN publication u
    ON u.organisation_id = p.organisation_id
    AND u.post_id = p.id
  WHERE p.state IN ${sqlList(FOLLOWS_PUBLICATIONS)}
  GROUP BY p.organisation_id, p.id`);

/** `changes`: JSON of rows of `organisationId, id, state, attention`. */
export const ALIGN_POSTS = statement<{ changes: string }>(`
  UPDATE post p SET
    state = c.state,
    needs_attention = c.attention,
    version = version + 1,
    updated_at = now()
  FROM jsonb_to_recordset(:changes) AS c("organisationId" uuid, id uuid, state text, attention boolean)
  WHERE p.organisation_id = c."organisationId"
    AND p.id = c.id`);

/** Posts that are past due although their state does not say so. */
export const BEHIND = statement<None, PostKey>(`
  SELECT organisation_id AS "organisationId", id FROM post
  WHERE state IN ${sqlList(GOING)}
    AND due_at < now() - interval '5 seconds'
  ORDER BY due_at LIMIT 500`);
