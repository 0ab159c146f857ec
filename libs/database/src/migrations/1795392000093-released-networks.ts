import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who ends the pause of a whole application wakes the posts of every organisation that waited for its end. */
export class ReleasedNetworks1795392000093 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION lineup_wake_network(text)');
  }
}

const UP = [
  // In the order in which workers lock theirs; channels that are held by their own account's pause go on waiting.
  `CREATE FUNCTION lineup_wake_network(network text) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
      WITH told AS (
        SELECT u.organisation_id, u.id FROM publication u
        JOIN channel c ON c.organisation_id = u.organisation_id AND c.id = u.channel_id
        WHERE c.platform = network AND (c.held_until IS NULL OR c.held_until <= now())
          AND u.wake_at > now() AND u.state = 'pending' AND u.stage = 'retrying' AND u.last_error->>'class' = 'rate_limited'
        ORDER BY u.id FOR NO KEY UPDATE OF u
      )
      UPDATE publication u SET wake_at = now(), queued_at = NULL FROM told
      WHERE u.organisation_id = told.organisation_id AND u.id = told.id
    $$`,
  `REVOKE ALL ON FUNCTION lineup_wake_network(text) FROM PUBLIC`,
  `GRANT EXECUTE ON FUNCTION lineup_wake_network(text) TO lineup_app`,
];
