import { OrganisationRef, sqlList, SameOrganisationRef } from '#lib/database';
import type { AccountLimits, Platform } from '#lib/platforms';
import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { type Placement, PLACEMENTS } from '#rules/brand';
import { CHANNEL_STATES, type ChannelState } from './rules/index.js';

/** An account on a network, connected for an establishment. */
@Entity('channel')
@Unique('channel_account', ['organisationId', 'platform', 'remoteId'])
@Index('channel_keep', { synchronize: false })
@Check('channel_state', `state IN ${sqlList(CHANNEL_STATES)}`)
@Check('channel_placement', `baseline_placement IN ${sqlList(PLACEMENTS)}`)
export class Channel {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'channel_pk' })
  organisationId: string;

  @OrganisationRef('channel_organisation_fk')
  organisation?: object;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'channel_pk' })
  id: string;

  @Column('uuid')
  establishmentId: string;

  @SameOrganisationRef('Establishment', 'establishment_id', 'channel_establishment_fk')
  establishment?: object;

  @Column('text')
  platform: Platform;

  /** The network's own id of the account. */
  @Column('text')
  remoteId: string;

  /** Address of the account's own server, without a trailing slash; null for the network's one place. */
  @Column('text', { nullable: true })
  server: string | null;

  /** What that server allows; null where the network's own limits hold. */
  @Column('jsonb', { nullable: true })
  limits: AccountLimits | null;

  @Column('text')
  name: string;

  @Column('text')
  handle: string;

  @Column('text')
  timeZone: string;

  @Column('text', { default: 'connected' })
  state: ChannelState;

  @Column('text', { nullable: true })
  stateReason: string | null;

  @Column('text', { default: 'end' })
  baselinePlacement: Placement;

  /** Sealed by the vault for this organisation and channel; opens to a Credential. */
  @Column('text')
  credential: string;

  /** End of the hold that the network asked for. */
  @Column('timestamptz', { nullable: true })
  heldUntil: Date | null;

  /** When the credential expires; null when it does not, or that is unknown. */
  @Column('timestamptz', { nullable: true })
  tokenExpiresAt: Date | null;

  /** True when the end is assumed from the network's documented lifetime. */
  @Column('boolean', { default: false })
  tokenEndAssumed: boolean;

  /** Failed checks and renewals in a row; sets the backoff. */
  @Column('int', { default: 0 })
  keepFailures: number;

  /** When the credential is next checked or renewed. */
  @Column('timestamptz', { default: () => 'now()' })
  keepAt: Date;

  /** Which warning people last got: days before the credential's end. */
  @Column('int', { nullable: true })
  toldDays: number | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  /** Set when the account was disconnected; the row stays for the history of its publications. */
  @Column('timestamptz', { nullable: true })
  removedAt: Date | null;
}
