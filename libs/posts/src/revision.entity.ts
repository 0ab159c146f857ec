import { sqlList, SameOrganisationRef } from '#lib/database';
import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { FrozenContent } from './rules/freeze.js';
import { REVISION_STATES, type RevisionState } from './rules/revision-state.js';

/** What was submitted, frozen and hashed, media included: the only thing that is ever approved or published. */
@Entity('revision')
@Unique('revision_number', ['organisationId', 'postId', 'number'])
@Check('revision_state', `state IN ${sqlList(REVISION_STATES)}`)
export class Revision {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'revision_pk' })
  organisationId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'revision_pk' })
  id: string;

  @Column('uuid')
  postId: string;

  @SameOrganisationRef('Post', 'post_id', 'revision_post_fk', 'CASCADE')
  post?: object;

  @Column('int')
  number: number;

  /** Hex SHA-256 of the canonical JSON of `content`. */
  @Column('text')
  hash: string;

  @Column('jsonb')
  content: FrozenContent;

  @Column('text', { default: 'pending' })
  state: RevisionState;

  /** Account id: whoever submitted may not be the second person to approve. */
  @Column('text')
  submittedById: string;

  @Column('text')
  submittedBy: string;

  @Column('text', { nullable: true })
  submittedByEmail: string | null;

  /** Name of the API key that submitted it; null for a person's own session. */
  @Column('text', { nullable: true })
  submittedVia: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  submittedAt: Date;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('text', { nullable: true })
  decidedById: string | null;

  @Column('text', { nullable: true })
  decidedBy: string | null;

  @Column('text', { nullable: true })
  decidedByEmail: string | null;

  /** Name of the API key that decided; null for a person's own session. */
  @Column('text', { nullable: true })
  decidedVia: string | null;

  @Column('timestamptz', { nullable: true })
  decidedAt: Date | null;

  @Column('text', { nullable: true })
  decisionNote: string | null;
}
