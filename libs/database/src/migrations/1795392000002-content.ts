import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wall } from './walls.js';

/** Brand, channels and media. */
export class Content1795392000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE media, channel, baseline, format');
  }
}

const UP = [
  `CREATE TABLE format (
    organisation_id uuid NOT NULL,
    id uuid NOT NULL,
    key text NOT NULL,
    name text NOT NULL,
    description text NOT NULL DEFAULT '',
    mark text NOT NULL,
    tint text NOT NULL,
    position int NOT NULL DEFAULT 0,
    CONSTRAINT format_key UNIQUE (organisation_id, key),
    CONSTRAINT format_mark CHECK (char_length(mark) BETWEEN 1 AND 2),
    CONSTRAINT format_pk PRIMARY KEY (organisation_id, id)
  )`,
  `CREATE TABLE baseline (
    organisation_id uuid NOT NULL,
    id uuid NOT NULL,
    format_id uuid NOT NULL,
    text text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    CONSTRAINT baseline_period CHECK (valid_to IS NULL OR valid_from <= valid_to),
    CONSTRAINT baseline_pk PRIMARY KEY (organisation_id, id)
  )`,
  `CREATE TABLE channel (
    organisation_id uuid NOT NULL,
    id uuid NOT NULL,
    establishment_id uuid NOT NULL,
    platform text NOT NULL,
    remote_id text NOT NULL,
    name text NOT NULL,
    handle text NOT NULL,
    time_zone text NOT NULL,
    state text NOT NULL DEFAULT 'connected',
    state_reason text,
    baseline_placement text NOT NULL DEFAULT 'end',
    credential text NOT NULL,
    held_until timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    removed_at timestamptz,
    CONSTRAINT channel_account UNIQUE (organisation_id, platform, remote_id),
    CONSTRAINT channel_placement CHECK (baseline_placement IN ('end', 'first_comment', 'none')),
    CONSTRAINT channel_state CHECK (state IN ('connected', 'paused', 'reconnect_needed')),
    CONSTRAINT channel_pk PRIMARY KEY (organisation_id, id)
  )`,
  `CREATE TABLE media (
    organisation_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    mime text NOT NULL,
    name text NOT NULL,
    bytes bigint NOT NULL,
    width int NOT NULL,
    height int NOT NULL,
    duration_ms int,
    sha256 text NOT NULL,
    alt_text text NOT NULL DEFAULT '',
    has_thumbnail boolean NOT NULL DEFAULT false,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    removed_at timestamptz,
    CONSTRAINT media_kind CHECK (kind IN ('image', 'video')),
    CONSTRAINT media_pk PRIMARY KEY (organisation_id, id)
  )`,
  `ALTER TABLE format ADD CONSTRAINT format_organisation_fk FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE`,
  `CREATE INDEX baseline_format ON baseline (organisation_id, format_id, valid_from)`,
  `ALTER TABLE baseline ADD CONSTRAINT baseline_format_fk FOREIGN KEY (organisation_id, format_id) REFERENCES format(organisation_id,id) ON DELETE CASCADE`,
  `ALTER TABLE channel ADD CONSTRAINT channel_organisation_fk FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE`,
  `ALTER TABLE channel ADD CONSTRAINT channel_establishment_fk FOREIGN KEY (organisation_id, establishment_id) REFERENCES establishment(organisation_id,id) ON DELETE RESTRICT`,
  `CREATE INDEX media_content ON media (organisation_id, sha256)`,
  `ALTER TABLE media ADD CONSTRAINT media_organisation_fk FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE`,
  ...wall('format'),
  ...wall('baseline'),
  ...wall('channel'),
  ...wall('media'),
];
