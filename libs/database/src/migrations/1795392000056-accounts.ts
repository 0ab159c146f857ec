import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wall } from './walls.js';

/**
 * Accounts as people expect: sessions that are seen and end, a second factor, passkeys, one-time links, invitations, a
 * security log that only grows, and counters of attempts that all processes share.
 */
export class Accounts1795392000056 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const sql of DOWN) await runner.query(sql);
  }
}

const UP = [
  `ALTER TABLE auth."user"
    ADD COLUMN "twoFactorEnabled" boolean NOT NULL DEFAULT false,
    ADD COLUMN "mustChangePassword" boolean NOT NULL DEFAULT false`,
  `ALTER TABLE auth."session"
    ADD COLUMN "organisationId" text,
    ADD COLUMN "method" text NOT NULL DEFAULT 'password',
    ADD COLUMN "lastSeenAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP`,
  // The columns of better-auth's own plugin, by its names.
  `CREATE TABLE auth."twoFactor" (
    "id" text PRIMARY KEY,
    "secret" text NOT NULL,
    "backupCodes" text NOT NULL,
    "userId" text NOT NULL REFERENCES auth."user" ("id") ON DELETE CASCADE,
    "verified" boolean DEFAULT true,
    "failedVerificationCount" int DEFAULT 0,
    "lockedUntil" timestamptz
  )`,
  `CREATE INDEX "twoFactor_user_idx" ON auth."twoFactor" ("userId")`,
  `CREATE TABLE auth.passkey (
    id uuid PRIMARY KEY,
    user_id text NOT NULL REFERENCES auth."user" ("id") ON DELETE CASCADE,
    name text NOT NULL,
    credential_id text NOT NULL UNIQUE,
    public_key bytea NOT NULL,
    counter bigint NOT NULL,
    transports text[] NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz
  )`,
  `CREATE INDEX passkey_user ON auth.passkey (user_id)`,
  `CREATE TABLE auth.challenge (
    hash text PRIMARY KEY,
    purpose text NOT NULL,
    user_id text REFERENCES auth."user" ("id") ON DELETE CASCADE,
    challenge text NOT NULL DEFAULT '',
    expires_at timestamptz NOT NULL
  )`,
  `CREATE INDEX challenge_end ON auth.challenge (expires_at)`,
  `CREATE TABLE auth.security_event (
    id uuid PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    user_id text NOT NULL,
    organisation_id uuid,
    kind text NOT NULL,
    address text,
    device text,
    actor_id text,
    actor_name text,
    detail jsonb NOT NULL DEFAULT '{}'
  )`,
  `CREATE INDEX security_event_user ON auth.security_event (user_id, id)`,
  `CREATE UNLOGGED TABLE auth.attempts (
    key text PRIMARY KEY,
    points int NOT NULL,
    ends_at timestamptz NOT NULL
  )`,
  `CREATE INDEX attempts_end ON auth.attempts (ends_at)`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON auth."twoFactor", auth.passkey, auth.challenge, auth.attempts TO lineup_engine`,
  `GRANT SELECT, INSERT ON auth.security_event TO lineup_engine`,
  // The one way out of the log, and only by age: what the application itself may not choose.
  `CREATE FUNCTION auth.forget_old_security_events() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = auth AS
    $$ DELETE FROM security_event WHERE at < now() - interval '400 days' $$`,
  `REVOKE ALL ON FUNCTION auth.forget_old_security_events() FROM PUBLIC`,
  `GRANT EXECUTE ON FUNCTION auth.forget_old_security_events() TO lineup_engine`,
  `ALTER TABLE organisation ADD COLUMN require_two_factor boolean NOT NULL DEFAULT false`,
  `CREATE TABLE invitation (
    organisation_id uuid NOT NULL,
    id uuid NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    establishment_id uuid NOT NULL,
    token_hash text NOT NULL,
    invited_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    CONSTRAINT invitation_once UNIQUE (organisation_id, email, establishment_id),
    CONSTRAINT invitation_token UNIQUE (token_hash),
    CONSTRAINT invitation_role CHECK (role IN ('admin', 'manager', 'editor', 'viewer')),
    CONSTRAINT invitation_pk PRIMARY KEY (organisation_id, id)
  )`,
  `ALTER TABLE invitation ADD CONSTRAINT invitation_organisation_fk FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE`,
  `ALTER TABLE invitation ADD CONSTRAINT invitation_establishment_fk FOREIGN KEY (organisation_id, establishment_id) REFERENCES establishment(organisation_id,id) ON DELETE RESTRICT`,
  ...wall('invitation'),
  `CREATE TRIGGER access_changed AFTER UPDATE OF require_two_factor ON organisation FOR EACH ROW EXECUTE FUNCTION lineup_access_changed()`,
  `CREATE TRIGGER access_changed AFTER INSERT OR DELETE ON auth.passkey FOR EACH ROW EXECUTE FUNCTION lineup_access_changed()`,
  `CREATE TRIGGER access_chosen AFTER UPDATE OF "organisationId" ON auth."session" FOR EACH ROW EXECUTE FUNCTION lineup_access_changed()`,
];

const DOWN = [
  `DROP TRIGGER access_chosen ON auth."session"`,
  `DROP TRIGGER access_changed ON organisation`,
  `DROP TABLE invitation`,
  `ALTER TABLE organisation DROP COLUMN require_two_factor`,
  `DROP FUNCTION auth.forget_old_security_events()`,
  `DROP TABLE auth.attempts, auth.security_event, auth.challenge, auth.passkey, auth."twoFactor"`,
  `ALTER TABLE auth."session" DROP COLUMN "organisationId", DROP COLUMN "method", DROP COLUMN "lastSeenAt"`,
  `ALTER TABLE auth."user" DROP COLUMN "twoFactorEnabled", DROP COLUMN "mustChangePassword"`,
];
