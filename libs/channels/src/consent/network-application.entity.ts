import type { Platform } from '#lib/platforms';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** This installation's application on a server that lets it register itself. */
@Entity('network_application')
export class NetworkApplication {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'network_application_pk' })
  platform: Platform;

  /** Address of the server. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'network_application_pk' })
  server: string;

  /** Where the consent page returns to: another address needs another registration. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'network_application_pk' })
  redirectUri: string;

  @Column('text')
  clientId: string;

  /** Sealed for this server. */
  @Column('text')
  clientSecret: string;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;
}
