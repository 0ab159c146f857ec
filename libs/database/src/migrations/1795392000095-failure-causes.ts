import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A stored failure says whose words it has: the network's, or which cause of ours. Lines of the journal stay as they
 * were written.
 */
export class FailureCauses1795392000095 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE publication SET last_error = last_error - 'cause' WHERE last_error ? 'cause'`);
  }
}

/** Codes of our own failures, as the releases before this one wrote them; all others came from a network. */
const UP = `
  UPDATE publication SET last_error = last_error || jsonb_build_object('cause', CASE
    WHEN last_error->>'code' ~ '^(timeout|TimeoutError|AbortError|UND_ERR_(HEADERS|BODY|CONNECT)_TIMEOUT)$' THEN 'timeout'
    WHEN last_error->>'code' ~ '^(E(CONN|HOST|NET|PIPE|TIMEDOUT|NOTFOUND|AI_AGAIN|PROTO|ADDR)[A-Z]*|UND_ERR_[A-Z_]+)$'
      OR last_error->>'code' ~ '^(CERT_[A-Z_]+|ERR_[A-Z_]+|Error|TypeError|upload_host_unknown)$' THEN 'unreachable'
    WHEN last_error->>'code' ~ '^(unreadable_answer|answer_too_large|etag_missing|post_id_missing|upload_[0-9]+)$'
      THEN 'unreadable'
    WHEN last_error->>'code' ~ '^(processing_timeout|in_progress|upload_expired|reel_[a-z_]+)$' THEN 'processing'
    WHEN last_error->>'code' IN ('own_rate', 'content_publishing_limit', 'posts') THEN 'quota'
    WHEN last_error->>'code' IN ('held', 'too_late', 'invalid_id', 'interrupted') THEN last_error->>'code'
    WHEN last_error->>'code' ~ '^(image_too_heavy|image_unusable|video_unusable|storage_[a-z]+|disk_full)$' THEN 'media'
    WHEN last_error->>'code' IN ('channel_away', 'reconnect_needed') OR last_error @> '{"class": "auth", "code": "paused"}'
      THEN 'channel'
    WHEN last_error->>'code' IN ('worker_lost', 'paused') THEN 'interrupted'
    WHEN last_error->>'code' = 'outcome_unknown' THEN 'unconfirmed'
    WHEN last_error->>'code' IN ('internal', 'progress_unreadable', 'step_missing') THEN 'internal'
    ELSE 'network'
  END)
  WHERE last_error IS NOT NULL
    AND NOT last_error ? 'cause'`;
