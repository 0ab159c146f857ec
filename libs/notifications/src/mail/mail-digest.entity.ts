import { OrganisationRef } from '#lib/database';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * One e-mail to one person. `sending` is written before the mail server is asked and `sent` after it accepted. After
 * a crash in between, the e-mail is sent again under the same Message-ID: it may arrive twice, but is never lost.
 */
@Entity('mail_digest')
@Check('mail_digest_state', `state IN ('ready', 'sending', 'sent', 'skipped', 'given_up')`)
@Index('mail_digest_open', { synchronize: false })
@Index('mail_digest_given_up', { synchronize: false })
@Index('mail_digest_age', { synchronize: false })
export class MailDigest {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'mail_digest_pk' })
  organisationId: string;

  @OrganisationRef('mail_digest_organisation_fk')
  organisation?: object;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'mail_digest_pk' })
  id: string;

  @Column('text')
  userId: string;

  @Column('text', { default: 'ready' })
  state: 'ready' | 'sending' | 'sent' | 'skipped' | 'given_up';

  @Column('int', { default: 0 })
  attempts: number;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  createdAt: Date;

  /** When it was last queued. */
  @Column('timestamptz', { nullable: true })
  queuedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  sendingAt: Date | null;

  @Column('timestamptz', { nullable: true })
  sentAt: Date | null;

  @Column('text', { nullable: true })
  lastError: string | null;
}
