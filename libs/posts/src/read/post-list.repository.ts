import { sqlList, type Tx } from '#lib/database';
import type { Post } from '../post.entity.js';
import { type PostState, WANTS_DATE } from '../rules/post-state.js';

/** A post as a list shows it. */
export interface ListedPost extends Pick<
  Post,
  | 'id'
  | 'label'
  | 'title'
  | 'state'
  | 'formatId'
  | 'mediaIds'
  | 'version'
  | 'updatedAt'
  | 'dueAt'
  | 'localTime'
  | 'timeZone'
  | 'authorId'
  | 'authorName'
> {
  /** The beginning of the text. */
  text: string;
  establishmentName: string;
  channelIds: string[];
  /** `updatedAt` with microseconds, which a `Date` would lose and the cursor needs. */
  moment: string;
}

export interface PostFilter {
  organisationId: string;
  /** Establishments whose subtrees are visible; null for all. */
  nodes: string[] | null;
  states: PostState[] | null;
  /** Only posts without a date that can still be scheduled; served by index `post_undated`. */
  undated: boolean;
  /** Words to find in the title or the texts, as typed. */
  words: string | null;
}

/** $1 organisation, $2 states or null, $3 nodes or null, $4 a LIKE pattern or null. */
const conditions = ({ undated, words }: PostFilter): string => `p.organisation_id = $1
  AND ($2::text[] IS NULL OR p.state = ANY($2))
  AND ($3::uuid[] IS NULL OR p.establishment_id = ANY(ARRAY(
    SELECT h.id FROM establishment h WHERE h.organisation_id = $1 AND h.path && $3
  )))
  ${
    words
      ? `AND (p.title ILIKE $4 OR p.text ILIKE $4 OR EXISTS (
    SELECT 1 FROM post_variant v
    WHERE v.organisation_id = p.organisation_id AND v.post_id = p.id AND v.text ILIKE $4
  ))`
      : 'AND $4::text IS NULL'
  }
  ${undated ? `AND p.due_at IS NULL AND p.state IN ${sqlList(WANTS_DATE)}` : ''}`;

const like = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`;

const valuesOf = ({ organisationId, states, nodes, words }: PostFilter): unknown[] => [
  organisationId,
  states,
  nodes,
  words && like(words),
];

const FROM = `post p
  JOIN establishment e ON e.organisation_id = p.organisation_id AND e.id = p.establishment_id`;

/**
 * A page of posts, the last changed first.
 * @param after `moment` and id of the last post of the page before
 */
export const findPosts = (
  tx: Tx,
  filter: PostFilter,
  after: string[] | null,
  limit: number,
): Promise<ListedPost[]> =>
  tx.query(
    `SELECT p.id, p.label, p.title, left(p.text, 400) AS text, p.state, p.due_at AS "dueAt",
       p.local_time AS "localTime", p.time_zone AS "timeZone", e.name AS "establishmentName",
       p.author_id AS "authorId", p.author_name AS "authorName", p.format_id AS "formatId",
       p.media_ids AS "mediaIds", p.updated_at AS "updatedAt", p.updated_at::text AS moment, p.version,
       ARRAY(
         SELECT v.channel_id FROM post_variant v
         WHERE v.organisation_id = p.organisation_id AND v.post_id = p.id
         ORDER BY v.position
       ) AS "channelIds"
     FROM ${FROM}
     WHERE ${conditions(filter)}
       AND ($5::timestamptz IS NULL OR (p.updated_at, p.id) < ($5, $6::uuid))
     ORDER BY p.updated_at DESC, p.id DESC LIMIT $7`,
    [...valuesOf(filter), after?.[0] ?? null, after?.[1] ?? null, limit],
  );

/** How many posts match a filter. */
export async function countPosts(tx: Tx, filter: PostFilter): Promise<number> {
  const [row] = await tx.query<{ total: number }[]>(
    `SELECT count(*)::int AS total FROM ${FROM} WHERE ${conditions(filter)}`,
    valuesOf(filter),
  );
  return row?.total ?? 0;
}
