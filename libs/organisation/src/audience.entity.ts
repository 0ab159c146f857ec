import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { Organisation } from './organisation.entity.js';

/** Whom a post speaks to: volunteers, donors, beneficiaries, partners, the general public. */
@Entity('audience')
@Unique('audience_key', ['organisationId', 'key'])
export class Audience {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'audience_pk' })
  organisationId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'audience_pk' })
  id: string;

  @ManyToOne(() => Organisation, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'organisation_id', foreignKeyConstraintName: 'audience_organisation_fk' })
  organisation?: Relation<Organisation>;

  @Column('text')
  key: string;

  @Column('text')
  name: string;
}
