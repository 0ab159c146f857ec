import { SameOrganisationRef } from '#lib/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An overdue publication that people were notified of; deleted when it is no longer overdue. */
@Entity('overdue_publication')
export class OverduePublication {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'overdue_publication_pk' })
  organisationId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'overdue_publication_pk' })
  publicationId: string;

  @SameOrganisationRef('Publication', 'publication_id', 'overdue_publication_publication_fk', 'CASCADE')
  publication?: object;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  toldAt: Date;
}
