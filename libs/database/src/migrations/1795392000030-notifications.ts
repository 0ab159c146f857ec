import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wall } from './walls.js';

/** Who was told what, how each person wants to be told, and what is told of the installation itself. */
export class Notifications1795392000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE publication DROP COLUMN trace_parent');
    await runner.query('ALTER TABLE worker_beat DROP COLUMN swept_at');
    await runner.query('DROP TABLE overdue_publication, notification, mail_digest, notification_settings');
    await runner.query('DROP FUNCTION lineup_announce_notification()');
  }
}

const UP = [
  `CREATE TABLE notification_settings (
    organisation_id uuid NOT NULL,
    user_id text NOT NULL,
    locale text NOT NULL DEFAULT 'fr',
    choices jsonb NOT NULL DEFAULT '{}',
    CONSTRAINT notification_settings_locale CHECK (locale IN ('fr', 'en')),
    CONSTRAINT notification_settings_pk PRIMARY KEY (organisation_id, user_id)
  )`,
  `CREATE TABLE mail_digest (
    organisation_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id text NOT NULL,
    state text NOT NULL DEFAULT 'ready',
    attempts int NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    queued_at timestamptz,
    sending_at timestamptz,
    sent_at timestamptz,
    last_error text,
    CONSTRAINT mail_digest_state CHECK (state IN ('ready', 'sending', 'sent', 'skipped', 'given_up')),
    CONSTRAINT mail_digest_pk PRIMARY KEY (organisation_id, id)
  )`,
  `CREATE TABLE notification (
    organisation_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id text NOT NULL,
    kind text NOT NULL,
    incident text NOT NULL,
    facts jsonb NOT NULL,
    count int NOT NULL DEFAULT 1,
    in_app boolean NOT NULL,
    mail text NOT NULL,
    digest_id uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    read_at timestamptz,
    CONSTRAINT notification_mail CHECK (mail IN ('none', 'waiting', 'taken')),
    CONSTRAINT notification_pk PRIMARY KEY (organisation_id, id)
  )`,
  `CREATE TABLE overdue_publication (
    organisation_id uuid NOT NULL,
    publication_id uuid NOT NULL,
    told_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT overdue_publication_pk PRIMARY KEY (organisation_id, publication_id)
  )`,
  `ALTER TABLE notification_settings ADD CONSTRAINT notification_settings_organisation_fk FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE`,
  `ALTER TABLE mail_digest ADD CONSTRAINT mail_digest_organisation_fk FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE`,
  `ALTER TABLE notification ADD CONSTRAINT notification_organisation_fk FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE`,
  `ALTER TABLE notification ADD CONSTRAINT notification_digest_fk FOREIGN KEY (organisation_id, digest_id) REFERENCES mail_digest(organisation_id,id) ON DELETE CASCADE`,
  `ALTER TABLE overdue_publication ADD CONSTRAINT overdue_publication_publication_fk FOREIGN KEY (organisation_id, publication_id) REFERENCES publication(organisation_id,id) ON DELETE CASCADE`,
  // One per incident: while nobody has read it, what comes adds to its count.
  `CREATE UNIQUE INDEX notification_open ON notification (organisation_id, user_id, incident) WHERE read_at IS NULL`,
  `CREATE INDEX notification_list ON notification (organisation_id, user_id, id)`,
  `CREATE INDEX notification_to_mail ON notification (created_at) WHERE mail = 'waiting'`,
  `CREATE INDEX notification_of_digest ON notification (organisation_id, digest_id)`,
  `CREATE INDEX mail_digest_open ON mail_digest (created_at) WHERE state IN ('ready', 'sending')`,
  // The same payload for all that changes for a person in one transaction: PostgreSQL sends it once.
  `CREATE FUNCTION lineup_announce_notification() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_notify('lineup_changes', json_build_object(
        'table', 'notification', 'organisationId', NEW.organisation_id, 'id', NEW.user_id, 'postId', NULL)::text);
      RETURN NULL;
    END $$`,
  `CREATE TRIGGER notification_announce AFTER INSERT OR UPDATE OF count, read_at ON notification
    FOR EACH ROW WHEN (NEW.in_app) EXECUTE FUNCTION lineup_announce_notification()`,
  ...wall('notification_settings'),
  ...wall('mail_digest'),
  ...wall('notification'),
  ...wall('overdue_publication'),
  `ALTER TABLE worker_beat ADD COLUMN swept_at timestamptz`,
  `ALTER TABLE publication ADD COLUMN trace_parent text`,
];
