import { OrganisationRef, sqlList, SameOrganisationRef } from '#lib/database';
import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { type Role, ROLES } from './rules/permissions.js';

/**
 * A person's role at a node of the tree of establishments and everything below it. Of several roles, the strongest
 * on the way to the root counts.
 */
@Entity('member')
@Unique('member_once', ['organisationId', 'userId', 'establishmentId'])
@Index('member_user', ['userId'])
@Check('member_role', `role IN ${sqlList(ROLES)}`)
export class Member {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'member_pk' })
  organisationId: string;

  @OrganisationRef('member_organisation_fk')
  organisation?: object;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'member_pk' })
  id: string;

  /** Id of the account in the `auth` schema. */
  @Column('text')
  userId: string;

  @Column('uuid')
  establishmentId: string;

  @SameOrganisationRef('Establishment', 'establishment_id', 'member_establishment_fk')
  establishment?: object;

  @Column('text')
  role: Role;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;
}
