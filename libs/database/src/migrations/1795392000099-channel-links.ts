import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wall } from './walls.js';

/** Links by which owners of accounts connect them. */
export class ChannelLinks1795392000099 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [LINK, ...wall('channel_link')]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE channel_link');
  }
}

const LINK = `
  CREATE TABLE channel_link (
    organisation_id uuid NOT NULL,
    id uuid NOT NULL,
    establishment_id uuid NOT NULL,
    platform text NOT NULL,
    token_hash text NOT NULL,
    made_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    CONSTRAINT channel_link_pk PRIMARY KEY (organisation_id, id),
    CONSTRAINT channel_link_token UNIQUE (token_hash),
    CONSTRAINT channel_link_organisation_fk FOREIGN KEY (organisation_id) REFERENCES organisation (id) ON DELETE CASCADE,
    CONSTRAINT channel_link_establishment_fk FOREIGN KEY (organisation_id, establishment_id)
      REFERENCES establishment (organisation_id, id) ON DELETE RESTRICT
  )`;
