import { OrganisationRef, SameOrganisationRef } from '#lib/database';
import type { Platform } from '#lib/platforms';
import { Column, CreateDateColumn, Entity, PrimaryColumn, Unique } from 'typeorm';

/**
 * A link by which the owner of an account connects it for an establishment, and does nothing else. The row is deleted
 * when an account is connected by it, or when it is revoked.
 */
@Entity('channel_link')
@Unique('channel_link_token', ['tokenHash'])
export class ChannelLink {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'channel_link_pk' })
  organisationId: string;

  @OrganisationRef('channel_link_organisation_fk')
  organisation?: object;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'channel_link_pk' })
  id: string;

  @Column('uuid')
  establishmentId: string;

  @SameOrganisationRef('Establishment', 'establishment_id', 'channel_link_establishment_fk')
  establishment?: object;

  @Column('text')
  platform: Platform;

  /** Hex SHA-256 of the link's secret. */
  @Column('text')
  tokenHash: string;

  /** Id of the account of the person who made it; the link may what they may, when it is used. */
  @Column('text')
  madeBy: string;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  @Column('timestamptz')
  expiresAt: Date;
}
