import {
  Column,
  CreateDateColumn,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  type Relation,
} from 'typeorm';
import { Organisation } from './organisation.entity.js';

/** What posts have in common beyond their day: one message, one goal. */
@Entity('campaign')
export class Campaign {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'campaign_pk' })
  organisationId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'campaign_pk' })
  id: string;

  @ManyToOne(() => Organisation, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'organisation_id', foreignKeyConstraintName: 'campaign_organisation_fk' })
  organisation?: Relation<Organisation>;

  @Column('text')
  name: string;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;
}
