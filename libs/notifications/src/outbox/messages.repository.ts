import { type Database, statement, type Tx } from '#lib/database';
import type { MessageBody, MessageKind } from '../rules/index.js';

/** A message of the outbox: what happened, by ids. */
export interface Message {
  organisationId: string;
  kind: MessageKind;
  body: MessageBody;
}

const WAITING = statement<{ kinds: readonly string[]; most: number }, { id: string }>(
  'SELECT id FROM outbox_message WHERE kind = ANY(:kinds) ORDER BY id LIMIT :most',
);

/** Ids of the oldest messages of these kinds. */
export const findWaiting = async (
  database: Database,
  kinds: readonly string[],
  most: number,
): Promise<string[]> => (await WAITING.rows(database, { kinds, most })).map(({ id }) => id);

const TAKE = statement<{ id: string }, Message>(`
  WITH taken AS (
    DELETE FROM outbox_message
    WHERE id = (SELECT id FROM outbox_message WHERE id = :id FOR UPDATE SKIP LOCKED)
    RETURNING organisation_id, kind, body
  )
  SELECT organisation_id AS "organisationId", kind, body FROM taken`);

/** Takes a message off the outbox; undefined when another process has it, or took it. */
export const takeMessage = (tx: Tx, id: string): Promise<Message | undefined> => TAKE.row(tx, { id });
