import { OrganisationRef, sqlList, SameOrganisationRef } from '#lib/database';
import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';
import { POST_STATES, type PostState } from './rules/post-state.js';

/** What an editor plans: one text, adapted per channel by variants, and when it should go out. */
@Entity('post')
@Check('post_state', `state IN ${sqlList(POST_STATES)}`)
@Index('post_calendar', { synchronize: false })
@Index('post_inbox', { synchronize: false })
@Index('post_open', { synchronize: false })
@Index('post_shows', { synchronize: false })
@Index('post_recent', ['organisationId', 'updatedAt', 'id'])
@Index('post_undated', { synchronize: false })
export class Post {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'post_pk' })
  organisationId: string;

  @OrganisationRef('post_organisation_fk')
  organisation?: object;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'post_pk' })
  id: string;

  @Column('uuid')
  establishmentId: string;

  @SameOrganisationRef('Establishment', 'establishment_id', 'post_establishment_fk')
  establishment?: object;

  @Column('text')
  authorId: string;

  @Column('text')
  authorName: string;

  /**
   * Accounts that wrote any of the content since the last approval: none of them may be the second person to
   * approve.
   */
  @Column('text', { array: true, default: [] })
  contributorIds: string[];

  @Column('text', { default: '' })
  title: string;

  @Column('text', { default: '' })
  text: string;

  /** What the post is called when it has no title: its first words. The database maintains it. */
  @Column('text', { default: '' })
  label: string;

  @Column('text', { nullable: true })
  link: string | null;

  @Column('uuid', { nullable: true })
  formatId: string | null;

  @SameOrganisationRef('Format', 'format_id', 'post_format_fk')
  format?: object;

  @Column('uuid', { nullable: true })
  campaignId: string | null;

  @SameOrganisationRef('Campaign', 'campaign_id', 'post_campaign_fk')
  campaign?: object;

  /** In display order. Frozen with their content in a revision. */
  @Column('uuid', { array: true, default: [] })
  mediaIds: string[];

  @Column('uuid', { array: true, default: [] })
  audienceIds: string[];

  @Column('text', { array: true, default: [] })
  tags: string[];

  /** The local schedule as the person entered it, `YYYY-MM-DDTHH:mm`; null without a date. */
  @Column('text', { nullable: true })
  localTime: string | null;

  @Column('text', { nullable: true })
  timeZone: string | null;

  /** Derived from the local schedule. */
  @Column('timestamptz', { nullable: true })
  dueAt: Date | null;

  /** UTC offset used to derive the due instant, minutes. */
  @Column('int', { nullable: true })
  utcOffset: number | null;

  @Column('boolean', { default: false })
  scheduleAmbiguous: boolean;

  @Column('text', { default: 'draft' })
  state: PostState;

  @Column('boolean', { default: false })
  needsAttention: boolean;

  /** Rises with each change; the ETag. */
  @Column('int', { default: 1 })
  version: number;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  @Column('timestamptz', { default: () => 'now()' })
  updatedAt: Date;
}
