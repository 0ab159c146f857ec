import { TenantRef } from '#lib/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A publication whose being overdue has been told; gone as soon as it is not overdue any more. */
@Entity('overdue_publication')
export class OverduePublication {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'overdue_publication_pk' })
  organisationId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'overdue_publication_pk' })
  publicationId: string;

  @TenantRef('Publication', 'publication_id', 'overdue_publication_publication_fk', 'CASCADE')
  publication?: object;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  toldAt: Date;
}
