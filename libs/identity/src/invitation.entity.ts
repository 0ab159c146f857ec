import { OrganisationRef, TenantRef } from '#lib/database';
import { Check, Column, CreateDateColumn, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { Role } from './rules/permissions.js';

/** A role that waits for its person to accept it. Gone once it is accepted or revoked; of no use after its end. */
@Entity('invitation')
@Unique('invitation_once', ['organisationId', 'email', 'establishmentId'])
@Unique('invitation_token', ['tokenHash'])
@Check('invitation_role', `role IN ('admin', 'manager', 'editor', 'viewer')`)
export class Invitation {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'invitation_pk' })
  organisationId: string;

  @OrganisationRef('invitation_organisation_fk')
  organisation?: object;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'invitation_pk' })
  id: string;

  /** In small letters. */
  @Column('text')
  email: string;

  /** What the inviting person calls them; empty when they left it to them. */
  @Column('text')
  name: string;

  @Column('text')
  role: Role;

  @Column('uuid')
  establishmentId: string;

  @TenantRef('Establishment', 'establishment_id', 'invitation_establishment_fk')
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
