import type { Tx } from '#lib/database';
import { notFound } from '#lib/kernel';
import type { Platform, PostType } from '#lib/platforms';
import type { BaselineVersion } from '#rules/brand';
import type { PostState } from './rules/post-state.js';

export interface VariantRow {
  channelId: string;
  /** Houses from the root to the channel's own: who decides there decides what it shows. */
  path: string[];
  platform: Platform;
  placement: 'end' | 'first_comment' | 'none';
  text: string | null;
  firstComment: string | null;
  type: PostType | null;
  mediaIds: string[] | null;
  options: Record<string, unknown>;
}

export interface RevisionRow {
  id: string;
  number: number;
  hash: string;
  state: 'pending' | 'approved' | 'changes_requested' | 'superseded';
  submittedById: string;
  submittedBy: string;
  submittedByEmail: string | null;
  submittedVia: string | null;
  submittedAt: string;
  note: string | null;
  decidedById: string | null;
  decidedBy: string | null;
  decidedByEmail: string | null;
  decidedVia: string | null;
  decidedAt: string | null;
  decisionNote: string | null;
}

/** A post with all that belongs to it, read in one statement. */
export interface PostRow {
  id: string;
  organisationId: string;
  establishmentId: string;
  establishmentName: string;
  path: string[];
  authorId: string;
  authorName: string;
  contributorIds: string[];
  label: string;
  title: string;
  text: string;
  link: string | null;
  formatId: string | null;
  campaignId: string | null;
  mediaIds: string[];
  audienceIds: string[];
  tags: string[];
  localTime: string | null;
  timeZone: string | null;
  dueAt: Date | null;
  scheduleAmbiguous: boolean;
  state: PostState;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  organisationTimeZone: string;
  requireOtherApprover: boolean;
  lateLimitMinutes: number;
  variants: VariantRow[];
  /** Every wording of the format's baseline; none without a format. */
  baselines: BaselineVersion[];
  revision: RevisionRow | null;
}

const SELECT = `SELECT p.id, p.organisation_id AS "organisationId", p.establishment_id AS "establishmentId",
    e.name AS "establishmentName", e.path, p.author_id AS "authorId", p.author_name AS "authorName", p.contributor_ids AS "contributorIds", p.label, p.title, p.text, p.link,
    p.format_id AS "formatId", p.campaign_id AS "campaignId", p.media_ids AS "mediaIds", p.audience_ids AS "audienceIds",
    p.tags, p.local_time AS "localTime", p.time_zone AS "timeZone", p.due_at AS "dueAt",
    p.schedule_ambiguous AS "scheduleAmbiguous", p.state, p.version, p.created_at AS "createdAt", p.updated_at AS "updatedAt",
    o.time_zone AS "organisationTimeZone", o.require_other_approver AS "requireOtherApprover",
    o.late_limit_minutes AS "lateLimitMinutes",
    coalesce(v.variants, '[]') AS variants, r.revision,
    coalesce((SELECT json_agg(json_build_object('id', b.id, 'text', b.text, 'validFrom', b.valid_from, 'validTo', b.valid_to))
      FROM baseline b WHERE b.organisation_id = p.organisation_id AND b.format_id = p.format_id), '[]') AS baselines
  FROM post p
  JOIN establishment e ON e.organisation_id = p.organisation_id AND e.id = p.establishment_id
  JOIN organisation o ON o.id = p.organisation_id
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_object('channelId', v.channel_id, 'path', h.path, 'platform', c.platform, 'placement', c.baseline_placement,
      'text', v.text, 'firstComment', v.first_comment, 'type', v.type, 'mediaIds', v.media_ids, 'options', v.options)
      ORDER BY v.position) AS variants
    FROM post_variant v JOIN channel c ON c.organisation_id = v.organisation_id AND c.id = v.channel_id
    JOIN establishment h ON h.organisation_id = c.organisation_id AND h.id = c.establishment_id
    WHERE v.organisation_id = p.organisation_id AND v.post_id = p.id
  ) v ON true
  LEFT JOIN LATERAL (
    SELECT json_build_object('id', r.id, 'number', r.number, 'hash', r.hash, 'state', r.state,
      'submittedById', r.submitted_by_id, 'submittedBy', r.submitted_by, 'submittedByEmail', r.submitted_by_email,
      'submittedVia', r.submitted_via, 'submittedAt', r.submitted_at, 'note', r.note,
      'decidedById', r.decided_by_id, 'decidedBy', r.decided_by, 'decidedByEmail', r.decided_by_email,
      'decidedVia', r.decided_via, 'decidedAt', r.decided_at, 'decisionNote', r.decision_note) AS revision
    FROM revision r WHERE r.organisation_id = p.organisation_id AND r.post_id = p.id ORDER BY r.number DESC LIMIT 1
  ) r ON true
  WHERE p.id = $1`;

/** What differs per channel, as it would be written again; of some channels, or of all. */
export const variantsOf = (post: PostRow, channelIds?: readonly string[]) =>
  Object.fromEntries(
    post.variants
      .filter((v) => !channelIds || channelIds.includes(v.channelId))
      .map((v) => [
        v.channelId,
        {
          text: v.text ?? undefined,
          firstComment: v.firstComment ?? undefined,
          type: v.type ?? undefined,
          mediaIds: v.mediaIds ?? undefined,
          options: v.options as Record<string, string | number | boolean>,
        },
      ]),
  );

/** @throws DomainError 404 */
export async function getPost(tx: Tx, id: string): Promise<PostRow> {
  const [row] = await tx.query<PostRow[]>(SELECT, [id]);
  if (!row) throw notFound('post');
  return row;
}

/** The post, locked until the transaction ends: whoever else would change it waits. @throws DomainError 404 */
export async function lockPost(tx: Tx, id: string): Promise<PostRow> {
  await tx.query('SELECT 1 FROM post WHERE id = $1 FOR UPDATE', [id]);
  return getPost(tx, id);
}

/** From an approval on, only who writes afterwards is an author of what is not approved yet. */
export async function forgetContributors(tx: Tx, id: string): Promise<void> {
  await tx.query(`UPDATE post SET contributor_ids = '{}' WHERE id = $1`, [id]);
}

/** Changes the state and moves the version on. */
export async function setPostState(tx: Tx, id: string, state: PostState): Promise<void> {
  await tx.query('UPDATE post SET state = $2, version = version + 1, updated_at = now() WHERE id = $1', [
    id,
    state,
  ]);
}
