import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, wall } from './walls.js';

/** Organisations, their houses, the people in them, and what they did. */
export class People1795392000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE idempotency_key, audit_entry, api_key, member, campaign, audience, establishment, organisation',
    );
  }
}

const UP = [
  `CREATE TABLE organisation (
    id uuid NOT NULL,
    name text NOT NULL,
    time_zone text NOT NULL DEFAULT 'Europe/Paris',
    require_other_approver boolean NOT NULL DEFAULT false,
    late_limit_minutes int NOT NULL DEFAULT 360,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT organisation_late_limit CHECK (late_limit_minutes BETWEEN 5 AND 10080),
    CONSTRAINT organisation_pk PRIMARY KEY (id)
  )`,
  `CREATE TABLE establishment (
    organisation_id uuid NOT NULL,
    id uuid NOT NULL,
    parent_id uuid,
    path uuid[] NOT NULL,
    name text NOT NULL,
    sector text,
    commune text,
    time_zone text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT establishment_sector CHECK (sector IN ('jeunesse', 'emploi', 'solidarites', 'sante', 'seniors', 'culture', 'transition-ecologique', 'international', 'territoires')),
    CONSTRAINT establishment_pk PRIMARY KEY (organisation_id, id)
  )`,
  `CREATE TABLE audience (
    organisation_id uuid NOT NULL,
    id uuid NOT NULL,
    key text NOT NULL,
    name text NOT NULL,
    CONSTRAINT audience_key UNIQUE (organisation_id, key),
    CONSTRAINT audience_pk PRIMARY KEY (organisation_id, id)
  )`,
  `CREATE TABLE campaign (
    organisation_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT campaign_pk PRIMARY KEY (organisation_id, id)
  )`,
  `CREATE TABLE member (
    organisation_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id text NOT NULL,
    establishment_id uuid NOT NULL,
    role text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT member_once UNIQUE (organisation_id, user_id, establishment_id),
    CONSTRAINT member_role CHECK (role IN ('admin', 'manager', 'editor', 'viewer')),
    CONSTRAINT member_pk PRIMARY KEY (organisation_id, id)
  )`,
  `CREATE TABLE api_key (
    organisation_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id text NOT NULL,
    name text NOT NULL,
    prefix text NOT NULL,
    hash text NOT NULL,
    scopes text[] NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz,
    CONSTRAINT api_key_hash UNIQUE (hash),
    CONSTRAINT api_key_pk PRIMARY KEY (organisation_id, id)
  )`,
  `CREATE TABLE audit_entry (
    organisation_id uuid NOT NULL,
    id uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor_id text,
    actor_name text NOT NULL,
    action text NOT NULL,
    subject_type text NOT NULL,
    subject_id uuid,
    detail jsonb NOT NULL DEFAULT '{}',
    CONSTRAINT audit_entry_pk PRIMARY KEY (organisation_id, id)
  )`,
  `CREATE TABLE idempotency_key (
    organisation_id uuid NOT NULL,
    user_id text NOT NULL,
    key text NOT NULL,
    fingerprint text NOT NULL,
    status int,
    body jsonb,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT idempotency_key_pk PRIMARY KEY (organisation_id, user_id, key)
  )`,
  `ALTER TABLE establishment ADD CONSTRAINT establishment_organisation_fk FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE`,
  `ALTER TABLE establishment ADD CONSTRAINT establishment_parent_fk FOREIGN KEY (organisation_id, parent_id) REFERENCES establishment(organisation_id,id) ON DELETE RESTRICT`,
  `ALTER TABLE audience ADD CONSTRAINT audience_organisation_fk FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE`,
  `ALTER TABLE campaign ADD CONSTRAINT campaign_organisation_fk FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE`,
  `CREATE INDEX member_user ON member (user_id)`,
  `ALTER TABLE member ADD CONSTRAINT member_organisation_fk FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE`,
  `ALTER TABLE member ADD CONSTRAINT member_establishment_fk FOREIGN KEY (organisation_id, establishment_id) REFERENCES establishment(organisation_id,id) ON DELETE RESTRICT`,
  `ALTER TABLE api_key ADD CONSTRAINT api_key_organisation_fk FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE`,
  `CREATE INDEX audit_entry_subject ON audit_entry (organisation_id, subject_id, id)`,
  `ALTER TABLE audit_entry ADD CONSTRAINT audit_entry_organisation_fk FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE`,
  `CREATE INDEX idempotency_key_age ON idempotency_key (created_at)`,
  `ALTER TABLE idempotency_key ADD CONSTRAINT idempotency_key_organisation_fk FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE`,
  `CREATE INDEX establishment_path ON establishment USING gin (path)`,
  ...wall('organisation', 'id'),
  ...wall('establishment'),
  ...wall('audience'),
  ...wall('campaign'),
  ...wall('member'),
  ...wall('api_key'),
  ...wall('audit_entry'),
  ...wall('idempotency_key'),
  ...appendOnly('audit_entry'),
];
