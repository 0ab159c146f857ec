import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Tx } from './database.js';
import { statement } from './statement.js';
import { OrganisationRef } from './organisation-ref.js';

/** Body of each kind of outbox message: ids only. The consumer reads the rest. */
export interface OutboxBodies {
  'publication.failed': { publicationId: string; postId: string; channelId: string };
  'publication.needs_attention': { publicationId: string; postId: string; channelId: string };
  /** Due for minutes without an attempt: an incident of the installation. */
  'publication.overdue': { publicationId: string; postId: string; channelId: string };
  /** After a recognised refusal only, once per incident. */
  'channel.reconnect_needed': { channelId: string; reason: string };
  /** Its network asked for a hold above the limit: it was cut, and a person may end it. */
  'channel.held': { channelId: string };
  /** `expiresAt` is a UTC instant (ISO 8601); sent 14, 7 and 1 days before. */
  'channel.token_expiring': { channelId: string; expiresAt: string; days: 14 | 7 | 1 };
  'post.submitted': { postId: string; revisionId: string; byId: string };
  'post.approved': { postId: string; revisionId: string; byId: string };
  'post.changes_requested': { postId: string; revisionId: string; byId: string; note: string };
}
export type OutboxKind = keyof OutboxBodies;

/** A new message: its kind, with the body of that kind. */
export type OutboxMessageOf = { [K in OutboxKind]: { kind: K; body: OutboxBodies[K] } }[OutboxKind];

/**
 * A message written in the transaction of the change it is about, so that neither exists without the other. The
 * consumer deletes it in the transaction that writes its notifications.
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

const LEAVE = statement<{ organisationId: string; kind: OutboxKind; body: string }>(
  'INSERT INTO outbox_message (organisation_id, kind, body) VALUES (:organisationId, :kind, :body)',
);

/** Adds a message to the outbox, in the transaction of the change. */
export async function leaveMessage<K extends OutboxKind>(
  tx: Tx,
  organisationId: string,
  kind: K,
  body: OutboxBodies[K],
): Promise<void> {
  await LEAVE.rows(tx, { organisationId, kind, body: JSON.stringify(body) });
}
