import { type Database, sqlList, statement } from '#lib/database';
import { LEFT_TO_PEOPLE } from '#rules/publishing';

const FORGET_ANSWERED = statement<{ organisationId: string }>(`
  DELETE FROM outbox_message m
  USING post p
  WHERE m.organisation_id = :organisationId
    AND p.organisation_id = m.organisation_id
    AND p.id = (m.body->>'postId')::uuid
    AND (m.kind, p.state) NOT IN (
      ('post.submitted', 'in_review'),
      ('post.changes_requested', 'changes_requested'))`);

const TELL_OF_ENDS = statement<{ organisationId: string }>(`
  INSERT INTO outbox_message (organisation_id, kind, body)
  SELECT organisation_id, 'publication.' || state,
    jsonb_build_object('publicationId', id, 'postId', post_id, 'channelId', channel_id)
  FROM publication
  WHERE organisation_id = :organisationId
    AND state IN ${sqlList(LEFT_TO_PEOPLE)}`);

/**
 * Keeps only notifications that still matter today: of people's acts, those that wait for an answer; of the
 * worker's, those that need a person.
 */
export const notifyOfWhatWaits = (database: Database, organisationId: string): Promise<void> =>
  database.system(async (tx) => {
    await FORGET_ANSWERED.rows(tx, { organisationId });
    await TELL_OF_ENDS.rows(tx, { organisationId });
  });
