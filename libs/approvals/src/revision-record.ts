import { type FrozenContent, type RevisionRow, revisionView } from '#lib/posts';

/** A revision as the history of a post tells it: with what it froze, and who ended it otherwise than by a decision. */
export interface RevisionRecord extends RevisionRow {
  content: FrozenContent;
  left: { by: string; at: string; how: 'withdrawn' | 'cancelled'; note: string | null } | null;
}

/**
 * Every revision of a post, the newest first. Who ended one by editing, withdrawing or cancelling stands in the audit
 * log, which is never changed: the first such entry after the submission.
 */
export const REVISIONS = `SELECT r.id, r.number, r.hash, r.state, r.submitted_by_id AS "submittedById",
    r.submitted_by AS "submittedBy", r.submitted_at AS "submittedAt", r.submitted_by_email AS "submittedByEmail",
    r.submitted_via AS "submittedVia", r.note, r.decided_by_id AS "decidedById", r.decided_by AS "decidedBy",
    r.decided_by_email AS "decidedByEmail", r.decided_via AS "decidedVia", r.decided_at AS "decidedAt",
    r.decision_note AS "decisionNote", r.content, l.left
  FROM revision r
  LEFT JOIN LATERAL (
    SELECT json_build_object('by', a.actor_name, 'at', a.at, 'how', substr(a.action, 6), 'note', a.detail->>'note') AS left
    FROM audit_entry a
    WHERE r.state = 'superseded' AND a.organisation_id = r.organisation_id AND a.subject_id = r.post_id
      AND a.action IN ('post.withdrawn', 'post.cancelled') AND a.at >= r.submitted_at
    ORDER BY a.at LIMIT 1
  ) l ON true
  WHERE r.post_id = $1 ORDER BY r.number DESC LIMIT 200`;

export const revisionRecordView = ({ content, left, ...revision }: RevisionRecord) => ({
  ...revisionView(revision),
  left: left && { ...left, at: new Date(left.at).toISOString() },
  channels: content.channels.map(frozenView),
});

const frozenView = ({ channelId, platform, content, baseline }: FrozenContent['channels'][number]) => ({
  channelId,
  platform,
  type: content.type,
  text: content.text,
  firstComment: content.firstComment,
  link: content.link,
  mediaIds: content.media.map((m) => m.id),
  baseline: baseline?.text ?? null,
});
