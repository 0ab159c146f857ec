import { statement } from '#lib/database';

interface Times {
  /** Ids of posts with their instants, as JSON. */
  times: string;
}

const TIMES = `jsonb_to_recordset(:times) AS t(
    id uuid, created timestamptz, submitted timestamptz, decided timestamptz, updated timestamptz)`;

export const BACKDATE_POSTS = statement<Times>(`
  UPDATE post p SET created_at = t.created, updated_at = t.updated
  FROM ${TIMES}
  WHERE p.id = t.id`);

export const BACKDATE_PUBLICATIONS = statement<Times>(`
  UPDATE publication u SET created_at = t.decided
  FROM ${TIMES}
  WHERE u.post_id = t.id`);

export const BACKDATE_MEDIA = statement<{ organisationId: string }>(`
  UPDATE media SET created_at = created_at - interval '24 days'
  WHERE organisation_id = :organisationId`);

export const BACKDATE_REVISIONS = statement<Times>(`
  UPDATE revision r SET
    submitted_at = t.submitted,
    decided_at = CASE WHEN r.decided_at IS NULL THEN NULL ELSE t.decided END
  FROM ${TIMES}
  WHERE r.post_id = t.id`);
