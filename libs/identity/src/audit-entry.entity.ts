import { OrganisationRef } from '#lib/database';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Who did what, when: append-only (the database refuses changes). */
@Entity('audit_entry')
@Index('audit_entry_age', { synchronize: false })
@Index('audit_entry_subject', ['organisationId', 'subjectId', 'id'])
export class AuditEntry {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'audit_entry_pk' })
  organisationId: string;

  @OrganisationRef('audit_entry_organisation_fk')
  organisation?: object;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'audit_entry_pk' })
  id: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at: Date;

  /** The person's id; null when Lineup itself acted. */
  @Column('text', { nullable: true })
  actorId: string | null;

  /** The name at that time. Names change and may be equal, so the address is kept too. */
  @Column('text')
  actorName: string;

  @Column('text', { nullable: true })
  actorEmail: string | null;

  /** The API key that acted for the person; null for their own session. */
  @Column('uuid', { nullable: true })
  apiKeyId: string | null;

  @Column('text', { nullable: true })
  apiKeyName: string | null;

  /** Dotted, e.g. `post.approved`. */
  @Column('text')
  action: string;

  @Column('text')
  subjectType: string;

  @Column('uuid', { nullable: true })
  subjectId: string | null;

  @Column('jsonb', { default: {} })
  detail: object;
}
