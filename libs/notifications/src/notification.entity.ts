import { OrganisationRef, SameOrganisationRef } from '#lib/database';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Facts, NotificationKind } from './rules/index.js';

/** One incident for one person. While it is unread, further messages of the incident raise its count. */
@Entity('notification')
@Check('notification_mail', `mail IN ('none', 'waiting', 'taken')`)
@Index('notification_open', { synchronize: false })
@Index('notification_incident', { synchronize: false })
@Index('notification_age', { synchronize: false })
@Index('notification_to_mail', { synchronize: false })
@Index('notification_list', ['organisationId', 'userId', 'id'])
@Index('notification_of_digest', ['organisationId', 'digestId'])
export class Notification {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'notification_pk' })
  organisationId: string;

  @OrganisationRef('notification_organisation_fk')
  organisation?: object;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'notification_pk' })
  id: string;

  @Column('text')
  userId: string;

  @Column('text')
  kind: NotificationKind;

  @Column('text')
  incident: string;

  @Column('jsonb')
  facts: Facts;

  @Column('int', { default: 1 })
  count: number;

  /** Shown in the application; else sent by e-mail only. */
  @Column('boolean')
  inApp: boolean;

  /** E-mail: none, with the next digest, or with the digest named below. */
  @Column('text')
  mail: 'none' | 'waiting' | 'taken';

  @Column('uuid', { nullable: true })
  digestId: string | null;

  @SameOrganisationRef('MailDigest', 'digest_id', 'notification_digest_fk', 'CASCADE')
  digest?: object;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  createdAt: Date;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  updatedAt: Date;

  @Column('timestamptz', { nullable: true })
  readAt: Date | null;
}
