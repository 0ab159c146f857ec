import { sqlList, statement, type Tx } from '#lib/database';
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

/** A filter as a statement takes it. */
interface Filtered extends Pick<PostFilter, 'organisationId' | 'nodes' | 'states'> {
  /** For ILIKE; null without words. */
  pattern: string | null;
}

const SAYS = `
    AND (
      p.title ILIKE :pattern
      OR p.text ILIKE :pattern
      OR EXISTS (
        SELECT 1
        FROM post_variant v
        WHERE v.organisation_id = p.organisation_id
          AND v.post_id = p.id
          AND v.text ILIKE :pattern
      )
    )`;

const UNDATED = `
    AND p.due_at IS NULL
    AND p.state IN ${sqlList(WANTS_DATE)}`;

/** One text for each kind of filter, so that connections keep its plan. */
const where = ({ undated, words }: PostFilter): string => `
  WHERE p.organisation_id = :organisationId
    AND (:states::text[] IS NULL OR p.state = ANY(:states))
    AND (
      :nodes::uuid[] IS NULL
      OR p.establishment_id = ANY(ARRAY(
        SELECT h.id
        FROM establishment h
        WHERE h.organisation_id = :organisationId
          AND h.path && :nodes
      ))
    )${words ? SAYS : ''}${undated ? UNDATED : ''}`;

const like = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`;

const valuesOf = ({ organisationId, states, nodes, words }: PostFilter): Filtered => ({
  organisationId,
  states,
  nodes,
  pattern: words ? like(words) : null,
});

const FROM = `
  FROM post p
  JOIN establishment e
    ON e.organisation_id = p.organisation_id
    AND e.id = p.establishment_id`;

/** A page of a filter's posts. */
interface Paged extends Filtered {
  /** `moment` of the last post of the page before, or null. */
  moment: string | null;
  id: string | null;
  limit: number;
}

const listed = (filter: PostFilter) =>
  statement<Paged, ListedPost>(`
  SELECT p.id, p.label, p.title, left(p.text, 400) AS text, p.state, p.due_at AS "dueAt",
    p.local_time AS "localTime", p.time_zone AS "timeZone", e.name AS "establishmentName",
    p.author_id AS "authorId", p.author_name AS "authorName", p.format_id AS "formatId",
    p.media_ids AS "mediaIds", p.updated_at AS "updatedAt", p.updated_at::text AS moment, p.version,
    ARRAY(
      SELECT v.channel_id
      FROM post_variant v
      WHERE v.organisation_id = p.organisation_id
        AND v.post_id = p.id
      ORDER BY v.position
    ) AS "channelIds"${FROM}${where(filter)}
    AND (:moment::timestamptz IS NULL OR (p.updated_at, p.id) < (:moment, :id::uuid))
  ORDER BY p.updated_at DESC, p.id DESC
  LIMIT :limit`);

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
  listed(filter).rows(tx, {
    ...valuesOf(filter),
    moment: after?.[0] ?? null,
    id: after?.[1] ?? null,
    limit,
  });

const counted = (filter: PostFilter) =>
  statement<Filtered, { total: number }>(`
  SELECT count(*)::int AS total${FROM}${where(filter)}`);

/** How many posts match a filter. */
export async function countPosts(tx: Tx, filter: PostFilter): Promise<number> {
  const row = await counted(filter).row(tx, valuesOf(filter));
  return row?.total ?? 0;
}
