import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Platform } from '#rules/platforms';

/**
 * A network that asked the operator's application to pause, with every account of every organisation. No
 * organisation: the application is the installation's.
 */
@Entity('network_hold')
export class NetworkHold {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'network_hold_pk' })
  platform: Platform;

  @Column('timestamptz')
  heldUntil: Date;
}
