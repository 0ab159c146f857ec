import { OrganisationRef, sqlList, SameOrganisationRef } from '#lib/database';
import { Check, Column, CreateDateColumn, Entity, PrimaryColumn, Unique } from 'typeorm';
import { type Role, ROLES } from './rules/permissions.js';

/**
 * A role offered to a person. The row is deleted when the invitation is accepted or revoked; it is useless after it
 * expires.
 */
@Entity('invitation')
@Unique('invitation_once', ['organisationId', 'email', 'establishmentId'])
@Unique('invitation_token', ['tokenHash'])
@Check('invitation_role', `role IN ${sqlList(ROLES)}`)
export class Invitation {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'invitation_pk' })
  organisationId: string;

  @OrganisationRef('invitation_organisation_fk')
  organisation?: object;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'invitation_pk' })
  id: string;

  /** In lower case. */
  @Column('text')
  email: string;

  /** Name given by the inviting person; empty when left to the invited one. */
  @Column('text')
  name: string;

  @Column('text')
  role: Role;

  @Column('uuid')
  establishmentId: string;

  @SameOrganisationRef('Establishment', 'establishment_id', 'invitation_establishment_fk')
  establishment?: object;

  /** Hex SHA-256 of the link's secret. */
  @Column('text')
  tokenHash: string;

  /** Id of the account that invited. */
  @Column('text')
  invitedBy: string;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  @Column('timestamptz')
  expiresAt: Date;
}
