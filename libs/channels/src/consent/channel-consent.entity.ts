import { OrganisationRef } from '#lib/database';
import type { Platform } from '#lib/platforms';
import { Column, CreateDateColumn, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/**
 * A consent that a person was asked for on a network's own page. The row ends when its accounts are connected, or when
 * it expires.
 */
@Entity('channel_consent')
@Unique('channel_consent_state', ['stateHash'])
@Index('channel_consent_end', ['expiresAt'])
export class ChannelConsent {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'channel_consent_pk' })
  organisationId: string;

  @OrganisationRef('channel_consent_organisation_fk')
  organisation?: object;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'channel_consent_pk' })
  id: string;

  /** Who asked: the session, or the API key. Nobody else may bring the answer. */
  @Column('text')
  askedBy: string;

  @Column('text')
  platform: Platform;

  /** Address of the accounts' own server; null for the network's one place. */
  @Column('text', { nullable: true })
  server: string | null;

  /** Hex SHA-256 of the state; null once the page has answered, because an answer counts once. */
  @Column('text', { nullable: true })
  stateHash: string | null;

  /** Sealed: first the PKCE verifier, then the accounts with their credentials. */
  @Column('text')
  sealed: string;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  @Column('timestamptz')
  expiresAt: Date;
}
