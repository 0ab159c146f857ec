import { OrganisationRef } from '#lib/database';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { Choices } from '../rules/index.js';

/** A person's preferences. Without a row: every kind, in the application and by e-mail, in French. */
@Entity('notification_settings')
@Check('notification_settings_locale', `locale IN ('fr', 'en')`)
export class NotificationSettings {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'notification_settings_pk' })
  organisationId: string;

  @OrganisationRef('notification_settings_organisation_fk')
  organisation?: object;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'notification_settings_pk' })
  userId: string;

  /** Language of e-mails. */
  @Column('text', { default: 'fr' })
  locale: 'fr' | 'en';

  /** What differs from the default. */
  @Column('jsonb', { default: {} })
  choices: Choices;
}
