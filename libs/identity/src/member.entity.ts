import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Role } from './identity.schemas.js';

/**
 * A person's role at a node of the tree of establishments, and so over all that is below it. The keys to
 * organisation and establishment are declared in the migration, their tables standing further right.
 */
@Entity('member')
@Unique('member_once', ['organisationId', 'userId', 'establishmentId'])
@Index('member_user', ['userId'])
@Check('member_role', `role IN ('admin', 'manager', 'editor', 'viewer')`)
export class Member {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'member_pk' })
  organisationId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'member_pk' })
  id: string;

  /** Id of the account in the `auth` schema. */
  @Column('text')
  userId: string;

  @Column('uuid')
  establishmentId: string;

  @Column('text')
  role: Role;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;
}
