import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a worker does for a network, and what waits; part of each heartbeat. */
export interface SlotLoad {
  quick: number;
  slow: number;
  waiting: number;
}

/** A worker process, as it last reported. No organisation, because workers serve all of them. */
@Entity('worker_beat')
export class WorkerHeartbeat {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'worker_beat_pk' })
  id: string;

  @Column('timestamptz', { default: () => 'now()' })
  startedAt: Date;

  @Column('timestamptz', { default: () => 'now()' })
  seenAt: Date;

  /** When this worker last reached its queue. */
  @Column('timestamptz', { nullable: true })
  queueSeenAt: Date | null;

  /** When this worker last finished a sweep for due publications. */
  @Column('timestamptz', { nullable: true })
  sweptAt: Date | null;

  @Column('text')
  version: string;

  /** Worker's clock minus the database's, ms. */
  @Column('int', { default: 0 })
  clockOffsetMs: number;

  /** By network, what it does and what waits for its share: `{ instagram: { quick, slow, waiting } }`. */
  @Column('jsonb', { default: {} })
  slots: Record<string, SlotLoad>;
}
