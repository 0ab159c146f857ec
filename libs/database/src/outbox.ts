import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Tx } from './database.js';
import { OrganisationRef } from './tenant-ref.js';

/** What can be told of an organisation's work, and by which ids. Whoever tells it reads the rest. */
export interface OutboxBodies {
  'publication.failed': { publicationId: string; postId: string; channelId: string };
  'publication.needs_attention': { publicationId: string; postId: string; channelId: string };
  /** Due for minutes, and nobody has tried: an incident of the installation. */
  'publication.overdue': { publicationId: string; postId: string; channelId: string };
  /** Only a recognised refusal says so, once per incident. */
  'channel.reconnect_needed': { channelId: string; reason: string };
  /** Its network asked for a pause beyond what is believed: it was cut, and a person may end it. */
  'channel.held': { channelId: string };
  /** `expiresAt` is a UTC instant (ISO 8601); told 14, 7 and 1 days before. */
  'channel.token_expiring': { channelId: string; expiresAt: string; days: 14 | 7 | 1 };
  'post.submitted': { postId: string; revisionId: string; byId: string };
  'post.approved': { postId: string; revisionId: string; byId: string };
  'post.changes_requested': { postId: string; revisionId: string; byId: string; note: string };
}
export type OutboxKind = keyof OutboxBodies;

/** A message to be: its kind, with the body that this kind has. */
export type OutboxMessageOf = { [K in OutboxKind]: { kind: K; body: OutboxBodies[K] } }[OutboxKind];

/**
 * A message written in the transaction of the change it tells, so that neither exists without the other. Whoever tells
 * it deletes it in the transaction that notes whom it was told.
 */
@Entity('outbox_message')
export class OutboxMessage {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'outbox_message_pk',
  })
  id: string;

  @Column('uuid')
  organisationId: string;

  @OrganisationRef('outbox_message_organisation_fk')
  organisation?: object;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at: Date;

  @Column('text')
  kind: OutboxKind;

  @Column('jsonb')
  body: object;
}

/** Adds a message to the outbox, in the transaction of what it tells. */
export async function leaveMessage<K extends OutboxKind>(
  tx: Tx,
  organisationId: string,
  kind: K,
  body: OutboxBodies[K],
): Promise<void> {
  await tx.query('INSERT INTO outbox_message (organisation_id, kind, body) VALUES ($1, $2, $3)', [
    organisationId,
    kind,
    JSON.stringify(body),
  ]);
}
