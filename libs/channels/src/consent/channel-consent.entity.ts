import { OrganisationRef, sqlList } from '#lib/database';
import type { Platform } from '#lib/platforms';
import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** Asked for; its answer taken, which counts once; its accounts kept for the person to choose from. */
export const CONSENT_STAGES = ['asked', 'answered', 'kept'] as const;
export type ConsentStage = (typeof CONSENT_STAGES)[number];

/**
 * A consent that a person was asked for on a network's own page. The row ends when its accounts are connected, or when
 * it expires.
 */
@Entity('channel_consent')
@Unique('channel_consent_state', ['stateHash'])
@Index('channel_consent_end', ['expiresAt'])
@Check('channel_consent_stage', `stage IN ${sqlList(CONSENT_STAGES)}`)
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

  /** Hex SHA-256 of the state. */
  @Column('text')
  stateHash: string;

  @Column('text', { default: 'asked' })
  stage: ConsentStage;

  /** Sealed: the PKCE verifier, and once they are kept the accounts with their credentials. */
  @Column('text')
  sealed: string;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  @Column('timestamptz')
  expiresAt: Date;
}
