import { OrganisationRef } from '#lib/database';
import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** Intended readers of a post: volunteers, donors, beneficiaries, partners, the general public. */
@Entity('audience')
@Unique('audience_key', ['organisationId', 'key'])
export class Audience {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'audience_pk' })
  organisationId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'audience_pk' })
  id: string;

  @OrganisationRef('audience_organisation_fk')
  organisation?: object;

  @Column('text')
  key: string;

  @Column('text')
  name: string;
}
