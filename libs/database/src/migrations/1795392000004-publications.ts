import type { MigrationInterface, QueryRunner } from 'typeorm';
import { announce, appendOnly, open, wall } from './walls.js';

/** What the engine delivers, its journal, and the workers. */
export class Publications1795392000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE worker_beat, publication_event, publication');
  }
}

const UP = [
  `CREATE TABLE publication (
    organisation_id uuid NOT NULL,
    id uuid NOT NULL,
    post_id uuid NOT NULL,
    channel_id uuid NOT NULL,
    revision_id uuid,
    state text NOT NULL DEFAULT 'pending',
    stage text NOT NULL DEFAULT 'waiting',
    due_at timestamptz,
    wake_at timestamptz,
    queued_at timestamptz,
    fence int NOT NULL DEFAULT 0,
    lease_until timestamptz,
    worker text,
    attempts int NOT NULL DEFAULT 0,
    progress jsonb NOT NULL DEFAULT '{}',
    intent jsonb,
    readings int NOT NULL DEFAULT 0,
    fired_at timestamptz,
    published_at timestamptz,
    remote_id text,
    remote_url text,
    last_error jsonb,
    first_comment text NOT NULL DEFAULT 'none',
    comment_intent_at timestamptz,
    comment_attempts int NOT NULL DEFAULT 0,
    baseline jsonb,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT publication_once UNIQUE (organisation_id, post_id, channel_id),
    CONSTRAINT publication_state CHECK (state IN ('pending', 'publishing', 'published', 'failed', 'needs_attention', 'cancelled')),
    CONSTRAINT publication_pk PRIMARY KEY (organisation_id, id)
  )`,
  `CREATE TABLE publication_event (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    organisation_id uuid NOT NULL,
    publication_id uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor text NOT NULL,
    kind text NOT NULL,
    detail jsonb NOT NULL DEFAULT '{}',
    CONSTRAINT publication_event_pk PRIMARY KEY (id)
  )`,
  `CREATE TABLE worker_beat (
    id text NOT NULL,
    started_at timestamptz NOT NULL DEFAULT now(),
    seen_at timestamptz NOT NULL DEFAULT now(),
    queue_seen_at timestamptz,
    version text NOT NULL,
    clock_offset_ms int NOT NULL DEFAULT 0,
    CONSTRAINT worker_beat_pk PRIMARY KEY (id)
  )`,
  `ALTER TABLE publication ADD CONSTRAINT publication_post_fk FOREIGN KEY (organisation_id, post_id) REFERENCES post(organisation_id,id) ON DELETE CASCADE`,
  `ALTER TABLE publication ADD CONSTRAINT publication_channel_fk FOREIGN KEY (organisation_id, channel_id) REFERENCES channel(organisation_id,id) ON DELETE RESTRICT`,
  `ALTER TABLE publication ADD CONSTRAINT publication_revision_fk FOREIGN KEY (organisation_id, revision_id) REFERENCES revision(organisation_id,id) ON DELETE RESTRICT`,
  `CREATE INDEX publication_event_of ON publication_event (organisation_id, publication_id, id)`,
  `ALTER TABLE publication_event ADD CONSTRAINT publication_event_publication_fk FOREIGN KEY (organisation_id, publication_id) REFERENCES publication(organisation_id,id) ON DELETE CASCADE`,
  `CREATE INDEX publication_wake ON publication (wake_at) WHERE wake_at IS NOT NULL`,
  `CREATE INDEX publication_attention ON publication (organisation_id) WHERE state = 'needs_attention'`,
  `CREATE INDEX publication_lane ON publication (organisation_id, channel_id, due_at, id) WHERE state IN ('pending', 'publishing')`,
  ...wall('publication'),
  ...wall('publication_event'),
  ...appendOnly('publication_event'),
  ...announce('publication', 'state'),
  ...open('worker_beat'),
];
