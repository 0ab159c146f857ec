import { Check, Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** The organisation: every other row belongs to one. */
@Entity('organisation')
@Check('organisation_late_limit', `late_limit_minutes BETWEEN 5 AND 10080`)
export class Organisation {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'organisation_pk' })
  id: string;

  @Column('text')
  name: string;

  @Column('text', { default: 'Europe/Paris' })
  timeZone: string;

  /** Whether a post must be approved by someone other than its author. */
  @Column('boolean', { default: false })
  requireOtherApprover: boolean;

  /** Whether every member must set up a second factor first. */
  @Column('boolean', { default: false })
  requireTwoFactor: boolean;

  /** Minutes after the due instant, from which on a publication is shown to people instead of sent. */
  @Column('int', { default: 360 })
  lateLimitMinutes: number;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;
}
