import { OrganisationRef } from '#lib/database';
import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';

/** The first answer to a POST with an `Idempotency-Key`, kept for 24 hours. */
@Entity('idempotency_key')
@Index('idempotency_key_age', ['createdAt'])
export class IdempotencyKey {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'idempotency_key_pk' })
  organisationId: string;

  @OrganisationRef('idempotency_key_organisation_fk')
  organisation?: object;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'idempotency_key_pk' })
  userId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'idempotency_key_pk' })
  key: string;

  /** Hex SHA-256 of method, path and body. */
  @Column('text')
  fingerprint: string;

  /** Null while the first request is still being answered. */
  @Column('int', { nullable: true })
  status: number | null;

  /** The answer and its ETag, sealed. */
  @Column('jsonb', { nullable: true })
  body: string | null;

  /**
   * `cluster/id` of the transaction whose commit was not answered, or whose answer was not stored: PostgreSQL knows
   * whether it was done.
   */
  @Column('text', { nullable: true })
  transaction: string | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;
}
