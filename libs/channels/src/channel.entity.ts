import { OrganisationRef, sqlList, TenantRef } from '#lib/database';
import type { Platform } from '#lib/platforms';
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

  @TenantRef('Establishment', 'establishment_id', 'channel_establishment_fk')
  establishment?: object;

  @Column('text')
  platform: Platform;

  /** The network's own id of the account. */
  @Column('text')
  remoteId: string;

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

  /** Until when the network asked this account to be left alone. */
  @Column('timestamptz', { nullable: true })
  heldUntil: Date | null;

  /** When the network refuses the present credential; null when it does not end, or is not known to. */
  @Column('timestamptz', { nullable: true })
  tokenExpiresAt: Date | null;

  /** True when nobody said so: the network documents how long its credentials last. */
  @Column('boolean', { default: false })
  tokenEndAssumed: boolean;

  /** Times in a row that looking after it came to nothing: each waits longer for the next. */
  @Column('int', { default: 0 })
  keepFailures: number;

  /** When somebody looks after its credential next. */
  @Column('timestamptz', { default: () => 'now()' })
  keepAt: Date;

  /** Days before the end of this access that people were told of last. */
  @Column('int', { nullable: true })
  toldDays: number | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  /** A disconnected account stays for the history of what it published. */
  @Column('timestamptz', { nullable: true })
  removedAt: Date | null;
}
