import { SameOrganisationRef } from '#lib/database';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One version of a format's baseline, valid for a range of days. What was published keeps its version. */
@Entity('baseline')
@Index('baseline_format', ['organisationId', 'formatId', 'validFrom'])
@Check('baseline_period', `valid_to IS NULL OR valid_from <= valid_to`)
export class Baseline {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'baseline_pk' })
  organisationId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'baseline_pk' })
  id: string;

  @Column('uuid')
  formatId: string;

  @SameOrganisationRef('Format', 'format_id', 'baseline_format_fk', 'CASCADE')
  format?: object;

  @Column('text')
  text: string;

  @Column('date')
  validFrom: string;

  @Column('date', { nullable: true })
  validTo: string | null;
}
