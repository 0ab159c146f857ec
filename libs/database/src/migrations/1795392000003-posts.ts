import type { MigrationInterface, QueryRunner } from 'typeorm';
import { announce, wall } from './walls.js';

/** Posts, what differs per channel, and the frozen revisions. */
export class Posts1795392000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE revision, post_variant, post');
  }
}

const UP = [
  `CREATE TABLE post (
    organisation_id uuid NOT NULL,
    id uuid NOT NULL,
    establishment_id uuid NOT NULL,
    author_id text NOT NULL,
    author_name text NOT NULL,
    title text NOT NULL DEFAULT '',
    text text NOT NULL DEFAULT '',
    link text,
    format_id uuid,
    campaign_id uuid,
    media_ids uuid[] NOT NULL DEFAULT '{}',
    audience_ids uuid[] NOT NULL DEFAULT '{}',
    tags text[] NOT NULL DEFAULT '{}',
    local_time text,
    time_zone text,
    due_at timestamptz,
    utc_offset int,
    schedule_ambiguous boolean NOT NULL DEFAULT false,
    state text NOT NULL DEFAULT 'draft',
    needs_attention boolean NOT NULL DEFAULT false,
    version int NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT post_state CHECK (state IN ('draft', 'in_review', 'changes_requested', 'approved', 'scheduled', 'publishing', 'published', 'partially_published', 'failed', 'cancelled')),
    CONSTRAINT post_pk PRIMARY KEY (organisation_id, id)
  )`,
  `CREATE TABLE post_variant (
    organisation_id uuid NOT NULL,
    post_id uuid NOT NULL,
    channel_id uuid NOT NULL,
    position int NOT NULL DEFAULT 0,
    text text,
    first_comment text,
    type text,
    media_ids uuid[],
    options jsonb NOT NULL DEFAULT '{}',
    CONSTRAINT post_variant_pk PRIMARY KEY (organisation_id, post_id, channel_id)
  )`,
  `CREATE TABLE revision (
    organisation_id uuid NOT NULL,
    id uuid NOT NULL,
    post_id uuid NOT NULL,
    number int NOT NULL,
    hash text NOT NULL,
    content jsonb NOT NULL,
    state text NOT NULL DEFAULT 'pending',
    submitted_by_id text NOT NULL,
    submitted_by text NOT NULL,
    submitted_at timestamptz NOT NULL DEFAULT now(),
    note text,
    decided_by text,
    decided_at timestamptz,
    decision_note text,
    CONSTRAINT revision_number UNIQUE (organisation_id, post_id, number),
    CONSTRAINT revision_state CHECK (state IN ('pending', 'approved', 'changes_requested', 'superseded')),
    CONSTRAINT revision_pk PRIMARY KEY (organisation_id, id)
  )`,
  `ALTER TABLE post ADD CONSTRAINT post_organisation_fk FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE`,
  `ALTER TABLE post ADD CONSTRAINT post_establishment_fk FOREIGN KEY (organisation_id, establishment_id) REFERENCES establishment(organisation_id,id) ON DELETE RESTRICT`,
  `ALTER TABLE post ADD CONSTRAINT post_format_fk FOREIGN KEY (organisation_id, format_id) REFERENCES format(organisation_id,id) ON DELETE RESTRICT`,
  `ALTER TABLE post ADD CONSTRAINT post_campaign_fk FOREIGN KEY (organisation_id, campaign_id) REFERENCES campaign(organisation_id,id) ON DELETE RESTRICT`,
  `CREATE INDEX post_variant_channel ON post_variant (organisation_id, channel_id)`,
  `ALTER TABLE post_variant ADD CONSTRAINT post_variant_post_fk FOREIGN KEY (organisation_id, post_id) REFERENCES post(organisation_id,id) ON DELETE CASCADE`,
  `ALTER TABLE post_variant ADD CONSTRAINT post_variant_channel_fk FOREIGN KEY (organisation_id, channel_id) REFERENCES channel(organisation_id,id) ON DELETE RESTRICT`,
  `ALTER TABLE revision ADD CONSTRAINT revision_post_fk FOREIGN KEY (organisation_id, post_id) REFERENCES post(organisation_id,id) ON DELETE CASCADE`,
  `CREATE INDEX post_calendar ON post (organisation_id, due_at, id)
    INCLUDE (title, state, local_time, time_zone, format_id, campaign_id, establishment_id, needs_attention)
    WHERE due_at IS NOT NULL`,
  `CREATE INDEX post_open ON post (due_at) WHERE state IN ('scheduled', 'publishing')`,
  `CREATE INDEX post_inbox ON post (organisation_id, state, updated_at DESC, id)`,
  `CREATE INDEX post_recent ON post (organisation_id, updated_at, id)`,
  ...wall('post'),
  ...wall('post_variant'),
  ...wall('revision'),
  ...announce('post', 'version'),
];
