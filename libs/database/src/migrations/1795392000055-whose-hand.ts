import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Names may change and be alike: what was done says the account's address and the key that was used too. Keys end: those
 * made before have ninety days left, and what they could write is said by kind.
 */
export class WhoseHand1795392000055 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `UPDATE api_key SET scopes = array_append(ARRAY(SELECT unnest(scopes) INTERSECT SELECT 'read'), 'write') WHERE 'posts' = ANY (scopes)`,
    );
    await runner.query('ALTER TABLE api_key DROP COLUMN expires_at');
    await runner.query(
      'ALTER TABLE audit_entry DROP COLUMN actor_email, DROP COLUMN api_key_id, DROP COLUMN api_key_name',
    );
  }
}

const UP = [
  `ALTER TABLE audit_entry ADD COLUMN actor_email text, ADD COLUMN api_key_id uuid, ADD COLUMN api_key_name text`,
  `ALTER TABLE api_key ADD COLUMN expires_at timestamptz NOT NULL DEFAULT now() + interval '90 days'`,
  `ALTER TABLE api_key ALTER COLUMN expires_at DROP DEFAULT`,
  `UPDATE api_key SET scopes = array_remove(scopes, 'write') || ARRAY['posts', 'publish', 'media'] WHERE 'write' = ANY (scopes)`,
];
