import { sqlList, SameOrganisationRef } from '#lib/database';
import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { KnowledgeGap } from './rules/after-search.js';
import { PUBLICATION_STATES, type PublicationState } from './rules/publication-state.js';
import type { Intent, Progress, StoredError } from './rules/settlement.js';
import type { Stage } from './rules/stage.js';

/** One post on one channel: what the engine delivers, on time and once. */
@Entity('publication')
@Unique('publication_once', ['organisationId', 'postId', 'channelId'])
@Check('publication_state', `state IN ${sqlList(PUBLICATION_STATES)}`)
@Index('publication_wake', { synchronize: false })
@Index('publication_lane', { synchronize: false })
@Index('publication_attention', { synchronize: false })
@Index('publication_counted', { synchronize: false })
@Index('publication_remote', { synchronize: false })
export class Publication {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'publication_pk' })
  organisationId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'publication_pk' })
  id: string;

  @Column('uuid')
  postId: string;

  @SameOrganisationRef('Post', 'post_id', 'publication_post_fk', 'CASCADE')
  post?: object;

  @Column('uuid')
  channelId: string;

  @SameOrganisationRef('Channel', 'channel_id', 'publication_channel_fk')
  channel?: object;

  @Column('uuid', { nullable: true })
  revisionId: string | null;

  @SameOrganisationRef('Revision', 'revision_id', 'publication_revision_fk')
  revision?: object;

  @Column('text', { default: 'pending' })
  state: PublicationState;

  @Column('text', { default: 'waiting' })
  stage: Stage;

  /** Due instant; null while the post has no date or its approval is withdrawn. */
  @Column('timestamptz', { nullable: true })
  dueAt: Date | null;

  /** When the engine must next look at it; null when it need not. */
  @Column('timestamptz', { nullable: true })
  wakeAt: Date | null;

  /** When it was last handed to the queue; a lost queue entry is made again some seconds later. */
  @Column('timestamptz', { nullable: true })
  queuedAt: Date | null;

  /** Rises at each claim; a write with another fence changes nothing. */
  @Column('int', { default: 0 })
  fence: number;

  @Column('timestamptz', { nullable: true })
  leaseUntil: Date | null;

  @Column('text', { nullable: true })
  worker: string | null;

  @Column('int', { default: 0 })
  attempts: number;

  /**
   * Claims since the last settlement. Counted before the work, so that a publication that crashes every worker is
   * noticed.
   */
  @Column('int', { default: 0 })
  claims: number;

  /** Outputs of the adapter's steps, by name. */
  @Column('jsonb', { default: {} })
  progress: Progress;

  @Column('jsonb', { nullable: true })
  intent: Intent | null;

  /** Readings of the network that did not find the post while its intent was unsettled. */
  @Column('int', { default: 0 })
  readings: number;

  /** Set while it may have gone out without a record here: the network is searched for it before it is sent. */
  @Column('jsonb', { nullable: true })
  doubt: KnowledgeGap | null;

  /** First visible attempt: nothing older on the network can be ours. */
  @Column('timestamptz', { nullable: true })
  firedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  publishedAt: Date | null;

  /** Since when its post is cancelled although it may be out already. If it is not out, it is not sent any more. */
  @Column('timestamptz', { nullable: true })
  unwantedAt: Date | null;

  @Column('text', { nullable: true })
  remoteId: string | null;

  @Column('text', { nullable: true })
  remoteUrl: string | null;

  @Column('jsonb', { nullable: true })
  lastError: StoredError | null;

  @Column('text', { default: 'none' })
  firstComment: 'none' | 'pending' | 'published' | 'failed';

  /** Set before the comment is sent, so that a lost answer is looked up and not repeated. */
  @Column('timestamptz', { nullable: true })
  commentIntentAt: Date | null;

  @Column('int', { default: 0 })
  commentAttempts: number;

  /** The version of the baseline in its text. */
  @Column('jsonb', { nullable: true })
  baseline: { id: string; text: string } | null;

  /** W3C trace context of the decision that planned it, when tracing is on: the delivery joins the same trace. */
  @Column('text', { nullable: true })
  traceParent: string | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;
}
