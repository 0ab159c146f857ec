import type { Database, Tx } from '#lib/database';
import type { MessageBody, MessageKind } from '../rules/index.js';

/** A message of the outbox: what happened, by ids. */
export interface Message {
  organisationId: string;
  kind: MessageKind;
  body: MessageBody;
}

const WAITING = 'SELECT id FROM outbox_message WHERE kind = ANY($1) ORDER BY id LIMIT $2';

/** Ids of the oldest messages of these kinds. */
export const findWaiting = async (
  database: Database,
  kinds: readonly string[],
  most: number,
): Promise<string[]> => (await database.query<{ id: string }>(WAITING, [kinds, most])).map(({ id }) => id);

const TAKE = `
  WITH taken AS (
    DELETE FROM outbox_message
    WHERE id = (SELECT id FROM outbox_message WHERE id = $1 FOR UPDATE SKIP LOCKED)
    RETURNING organisation_id, kind, body
  )
  SELECT organisation_id AS "organisationId", kind, body FROM taken`;

/** Takes a message off the outbox; undefined when another process has it, or took it. */
export const takeMessage = async (tx: Tx, id: string): Promise<Message | undefined> =>
  (await tx.query<Message[]>(TAKE, [id]))[0];
