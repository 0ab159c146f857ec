import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Platform } from '#rules/platforms';

/**
 * A network that asked the operator's application to pause: every account of every organisation is held. No
 * organisation, because the application belongs to the installation.
 */
@Entity('network_hold')
export class PlatformHold {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'network_hold_pk' })
  platform: Platform;

  @Column('timestamptz')
  heldUntil: Date;
}
