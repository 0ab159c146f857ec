import { SameOrganisationRef } from '#lib/database';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** The journal of a publication: append-only (the database refuses changes). */
@Entity('publication_event')
@Index('publication_event_age', { synchronize: false })
@Index('publication_event_of', ['organisationId', 'publicationId', 'id'])
export class PublicationEvent {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'publication_event_pk',
  })
  id: string;

  @Column('uuid')
  organisationId: string;

  @Column('uuid')
  publicationId: string;

  @SameOrganisationRef('Publication', 'publication_id', 'publication_event_publication_fk', 'CASCADE')
  publication?: object;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at: Date;

  @Column('text')
  actor: string;

  @Column('text')
  kind: string;

  @Column('jsonb', { default: {} })
  detail: Record<string, unknown>;
}
