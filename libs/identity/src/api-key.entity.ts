import { OrganisationRef } from '#lib/database';
import { Column, CreateDateColumn, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A key for scripts. It acts as the person who made it, within its scopes; only its hash is kept. */
@Entity('api_key')
@Unique('api_key_hash', ['hash'])
export class ApiKey {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'api_key_pk' })
  organisationId: string;

  @OrganisationRef('api_key_organisation_fk')
  organisation?: object;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'api_key_pk' })
  id: string;

  @Column('text')
  userId: string;

  @Column('text')
  name: string;

  /** First characters, to tell keys apart. */
  @Column('text')
  prefix: string;

  /** Hex SHA-256 of the secret. The secret is random and long, so a slow hash would add nothing. */
  @Column('text')
  hash: string;

  @Column('text', { array: true })
  scopes: string[];

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  /** End of the key's validity. */
  @Column('timestamptz')
  expiresAt: Date;

  @Column('timestamptz', { nullable: true })
  lastUsedAt: Date | null;
}
