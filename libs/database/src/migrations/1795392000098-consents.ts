import type { MigrationInterface, QueryRunner } from 'typeorm';
import { open, wall } from './walls.js';

/** Consents that people were asked for on a network's page, and applications that were registered with servers. */
export class Consents1795392000098 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      CONSENT,
      CONSENT_END,
      ...wall('channel_consent'),
      APPLICATION,
      ...open('network_application'),
    ]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE channel_consent, network_application');
  }
}

const CONSENT = `
  CREATE TABLE channel_consent (
    organisation_id uuid NOT NULL,
    id uuid NOT NULL,
    asked_by text NOT NULL,
    platform text NOT NULL,
    server text,
    state_hash text NOT NULL,
    stage text NOT NULL DEFAULT 'asked',
    sealed text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    CONSTRAINT channel_consent_pk PRIMARY KEY (organisation_id, id),
    CONSTRAINT channel_consent_state UNIQUE (state_hash),
    CONSTRAINT channel_consent_stage CHECK (stage IN ('asked', 'answered', 'kept')),
    CONSTRAINT channel_consent_organisation_fk FOREIGN KEY (organisation_id) REFERENCES organisation (id) ON DELETE CASCADE
  )`;

const CONSENT_END = 'CREATE INDEX channel_consent_end ON channel_consent (expires_at)';

const APPLICATION = `
  CREATE TABLE network_application (
    platform text NOT NULL,
    server text NOT NULL,
    redirect_uri text NOT NULL,
    client_id text NOT NULL,
    client_secret text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT network_application_pk PRIMARY KEY (platform, server, redirect_uri)
  )`;
