import { OrganisationRef } from '#lib/database';
import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A variant of the umbrella brand, with its own place, public and baseline. */
@Entity('format')
@Unique('format_key', ['organisationId', 'key'])
@Check('format_mark', `char_length(mark) BETWEEN 1 AND 2`)
export class Format {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'format_pk' })
  organisationId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'format_pk' })
  id: string;

  @OrganisationRef('format_organisation_fk')
  organisation?: object;

  @Column('text')
  key: string;

  @Column('text')
  name: string;

  @Column('text', { default: '' })
  description: string;

  @Column('text')
  mark: string;

  @Column('text')
  tint: string;

  @Column('int', { default: 0 })
  position: number;
}
