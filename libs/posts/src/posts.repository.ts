import { notFound } from '#lib/kernel';
import type { AccountLimits, Platform, PostType } from '#lib/platforms';
import { sqlList, type Statement, statement, type Tx } from '#lib/database';
import type { BaselineVersion, Placement } from '#rules/brand';
import { Post } from './post.entity.js';
import { Revision } from './revision.entity.js';
import type { FrozenChannel } from './rules/freeze.js';
import { type PostState, WRITING } from './rules/post-state.js';
import type { RevisionState } from './rules/revision-state.js';

/** A channel of a post, and its differences from the post. */
export interface VariantRow {
  channelId: string;
  /** Establishments from the root to the channel's own: a decision needs the role there too. */
  path: string[];
  platform: Platform;
  /** What the account's own server allows. */
  limits: AccountLimits | null;
  placement: Placement;
  text: string | null;
  firstComment: string | null;
  type: PostType | null;
  mediaIds: string[] | null;
  options: Record<string, unknown>;
}

/** A revision without what it froze. Its instants are ISO 8601 texts, as JSON brings them. */
export type RevisionRow = Omit<
  Revision,
  'organisationId' | 'postId' | 'post' | 'content' | 'submittedAt' | 'decidedAt'
> & { submittedAt: string; decidedAt: string | null };

/** The columns of a post's own table. */
type PostColumns = Omit<Post, 'organisation' | 'establishment' | 'format' | 'campaign'>;

/** A post with all that belongs to it, read in one statement. */
export interface PostRow extends PostColumns {
  establishmentName: string;
  /** Establishments from the root to the post's own. */
  path: string[];
  organisationTimeZone: string;
  requireOtherApprover: boolean;
  lateLimitMinutes: number;
  variants: VariantRow[];
  /** All versions of the format's baseline; none without a format. */
  baselines: BaselineVersion[];
  /** The last revision, in any state. */
  revision: RevisionRow | null;
  /** What each channel shows of a post, from its submission on; null while nothing is frozen. */
  frozen: FrozenChannel[] | null;
}

const REVISION_HIDDEN = new Set(['organisationId', 'postId', 'content']);

type SelectPost = Statement<{ id: string }, PostRow>;

/** The statement is built from the entities, so every column of theirs is read. */
function select(tx: Tx): SelectPost {
  const columns = tx.connection
    .getMetadata(Post)
    .columns.map(({ databaseName, propertyName }) => `p.${databaseName} AS "${propertyName}"`);
  const revision = tx.connection
    .getMetadata(Revision)
    .columns.filter(({ propertyName }) => !REVISION_HIDDEN.has(propertyName))
    .map(({ databaseName, propertyName }) => `'${propertyName}', r.${databaseName}`);
  return statement(`
    SELECT ${columns.join(', ')},
      e.name AS "establishmentName", e.path,
      o.time_zone AS "organisationTimeZone", o.require_other_approver AS "requireOtherApprover",
      o.late_limit_minutes AS "lateLimitMinutes",
      coalesce(v.variants, '[]') AS variants,
      coalesce(b.baselines, '[]') AS baselines,
      r.revision, r.frozen
    FROM post p
    JOIN establishment e
      ON e.organisation_id = p.organisation_id
      AND e.id = p.establishment_id
    JOIN organisation o ON o.id = p.organisation_id
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object(
        'channelId', v.channel_id, 'path', h.path, 'platform', c.platform, 'limits', c.limits, 'placement', c.baseline_placement,
        'text', v.text, 'firstComment', v.first_comment, 'type', v.type, 'mediaIds', v.media_ids, 'options', v.options
      ) ORDER BY v.position) AS variants
      FROM post_variant v
      JOIN channel c
        ON c.organisation_id = v.organisation_id
        AND c.id = v.channel_id
      JOIN establishment h
        ON h.organisation_id = c.organisation_id
        AND h.id = c.establishment_id
      WHERE v.organisation_id = p.organisation_id
        AND v.post_id = p.id
    ) v ON true
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object(
        'id', b.id, 'text', b.text, 'validFrom', b.valid_from, 'validTo', b.valid_to
      )) AS baselines
      FROM baseline b
      WHERE b.organisation_id = p.organisation_id
        AND b.format_id = p.format_id
    ) b ON true
    LEFT JOIN LATERAL (
      SELECT json_build_object(${revision.join(', ')}) AS revision,
        CASE WHEN p.state NOT IN ${sqlList(WRITING)} THEN r.content->'channels' END AS frozen
      FROM revision r
      WHERE r.organisation_id = p.organisation_id
        AND r.post_id = p.id
      ORDER BY r.number DESC LIMIT 1
    ) r ON true
    WHERE p.id = :id`);
}

/** One statement per data source, whose entities do not change. */
const SELECTS = new WeakMap<object, SelectPost>();

/** @throws DomainError 404 */
export async function getPost(tx: Tx, id: string): Promise<PostRow> {
  const one = SELECTS.get(tx.connection) ?? select(tx);
  SELECTS.set(tx.connection, one);
  const row = await one.row(tx, { id });
  if (!row) throw notFound('post');
  return row;
}

const LOCK = statement<{ id: string }>('SELECT 1 FROM post WHERE id = :id FOR UPDATE');

/** The post, locked until the transaction ends. @throws DomainError 404 */
export async function lockPost(tx: Tx, id: string): Promise<PostRow> {
  await LOCK.rows(tx, { id });
  return getPost(tx, id);
}

/** The columns that a person's act changes; the version rises with them. */
export type PostChanges = Partial<Omit<PostColumns, 'organisationId' | 'id' | 'version' | 'updatedAt'>>;

/** Changes a post and raises its version, in one statement. */
export async function updatePost(
  tx: Tx,
  { organisationId, id }: Pick<Post, 'organisationId' | 'id'>,
  changes: PostChanges,
): Promise<void> {
  await tx.update(
    Post,
    { organisationId, id },
    { ...changes, version: () => 'version + 1', updatedAt: () => 'now()' },
  );
}

interface ScheduledNow extends Pick<Post, 'organisationId' | 'id'> {
  /** For a post that has none. */
  timeZone: string;
  state: PostState;
}

const BRING_FORWARD = statement<ScheduledNow, { dueAt: Date }>(`
  WITH moved AS (
    UPDATE post SET
      due_at = date_trunc('milliseconds', now()),
      time_zone = coalesce(time_zone, :timeZone),
      local_time = to_char(now() AT TIME ZONE coalesce(time_zone, :timeZone), 'YYYY-MM-DD"T"HH24:MI'),
      schedule_ambiguous = false,
      state = :state,
      version = version + 1,
      updated_at = now()
    WHERE organisation_id = :organisationId
      AND id = :id
    RETURNING due_at
  )
  SELECT due_at AS "dueAt" FROM moved`);

/** Sets the schedule of a post to now, by the database's clock. @returns its due instant */
export async function scheduleNow(tx: Tx, post: PostRow, state: PostState): Promise<Date> {
  const { organisationId, id, organisationTimeZone: timeZone } = post;
  const moved = await BRING_FORWARD.row(tx, { organisationId, id, timeZone, state });
  if (!moved) throw notFound('post');
  return moved.dueAt;
}

const SUPERSEDE = statement<{ postId: string; states: readonly RevisionState[] }>(`
  UPDATE revision SET state = 'superseded'
  WHERE post_id = :postId
    AND state = ANY(:states)`);

/** Ends revisions that wait for a decision or were approved: they no longer count. */
export async function supersedeRevisions(
  tx: Tx,
  postId: string,
  states: readonly RevisionState[] = ['pending', 'approved'],
): Promise<void> {
  await SUPERSEDE.rows(tx, { postId, states });
}

/** An edit of the same kind by the same person within this time belongs to the same history entry. */
const STRETCH = `interval '10 minutes'`;

interface Writing {
  id: string;
  userId: string;
  state: PostState;
  /** As JSON. */
  fields: string;
}

const CONTINUES_EDIT = statement<Writing, { going: boolean }>(`
  SELECT action = 'post.edited'
    AND actor_id = :userId
    AND detail->>'state' = :state
    AND detail->'fields' @> :fields
    AND at > now() - ${STRETCH} AS going
  FROM audit_entry
  WHERE subject_id = :id
  ORDER BY id DESC LIMIT 1`);

/** Whether the last history entry of a post is a recent edit of at least these members by the same person. */
export async function continuesEdit(
  tx: Tx,
  { id, state }: Pick<Post, 'id' | 'state'>,
  userId: string,
  fields: readonly string[],
): Promise<boolean> {
  const last = await CONTINUES_EDIT.row(tx, { id, userId, state, fields: JSON.stringify(fields) });
  return last?.going ?? false;
}
