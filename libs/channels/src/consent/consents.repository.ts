import { statement, type Tx } from '#lib/database';
import { notFound } from '#lib/kernel';
import type { ChannelConsent } from './channel-consent.entity.js';

/** What a consent's secrets are sealed for. */
export const sealedOf = (organisationId: string, id: string): string =>
  `channel-consent|${organisationId}|${id}`;

type NewConsent = Pick<
  ChannelConsent,
  'organisationId' | 'id' | 'askedBy' | 'platform' | 'server' | 'sealed'
> & { stateHash: string };

/** A person signs in, maybe with a second factor, and reads what is asked. */
const ADD = statement<NewConsent>(`
  INSERT INTO channel_consent (organisation_id, id, asked_by, platform, server, state_hash, sealed, expires_at)
  VALUES (:organisationId, :id, :askedBy, :platform, :server, :stateHash, :sealed, now() + interval '15 minutes')`);

/** A consent that was asked for; its answer is waited for a quarter of an hour. */
export async function addConsent(tx: Tx, consent: NewConsent): Promise<void> {
  await ADD.rows(tx, consent);
}

/** A consent with its secrets, sealed. */
export type ConsentRow = Pick<ChannelConsent, 'id' | 'platform' | 'server' | 'sealed'>;

const ANSWERED = statement<{ stateHash: string; askedBy: string }, ConsentRow>(`
  WITH answered AS (
    UPDATE channel_consent SET stage = 'answered'
    WHERE state_hash = :stateHash
      AND asked_by = :askedBy
      AND stage = 'asked'
      AND expires_at > now()
    RETURNING id, platform, server, sealed
  )
  SELECT * FROM answered`);

/** Takes the answer to a consent, once. @returns undefined for another's, a used or an expired one */
export const takeAnswer = (tx: Tx, hash: string, by: string): Promise<ConsentRow | undefined> =>
  ANSWERED.row(tx, { stateHash: hash, askedBy: by });

const REPEATED = statement<
  { stateHash: string; askedBy: string },
  ConsentRow & Pick<ChannelConsent, 'stage'>
>(`
  SELECT id, platform, server, sealed, stage
  FROM channel_consent
  WHERE state_hash = :stateHash
    AND asked_by = :askedBy
    AND expires_at > now()`);

/** A consent whose answer was taken already, for a page that was loaded again. @returns undefined for none of theirs */
export const findRepeated = (tx: Tx, hash: string, by: string) =>
  REPEATED.row(tx, { stateHash: hash, askedBy: by });

const GRANTED = statement<{ id: string; sealed: string }>(`
  WITH kept AS (
    UPDATE channel_consent SET sealed = :sealed, stage = 'kept', expires_at = now() + interval '1 hour'
    WHERE id = :id
    RETURNING id
  )
  SELECT id FROM kept`);

/** Keeps the accounts of a consent while a person chooses: an hour. @throws DomainError 404 when it has gone meanwhile */
export async function keepAccounts(tx: Tx, id: string, sealed: string): Promise<void> {
  if (!(await GRANTED.row(tx, { id, sealed }))) over();
}

const CHOSEN = `
  SELECT id, platform, server, sealed
  FROM channel_consent
  WHERE id = :id
    AND asked_by = :askedBy
    AND stage = 'kept'
    AND expires_at > now()`;

const FIND = statement<{ id: string; askedBy: string }, ConsentRow>(CHOSEN);

/** An answered consent. @throws DomainError 404 for another's, a used or an expired one */
export async function getAnswered(tx: Tx, id: string, by: string): Promise<ConsentRow> {
  return (await FIND.row(tx, { id, askedBy: by })) ?? over();
}

const LOCK = statement<{ id: string; askedBy: string }, ConsentRow>(`${CHOSEN}
  FOR UPDATE`);

/** As {@link getAnswered}, locked until the transaction ends. @throws DomainError 404 */
export async function lockAnswered(tx: Tx, id: string, by: string): Promise<ConsentRow> {
  return (await LOCK.row(tx, { id, askedBy: by })) ?? over();
}

function over(): never {
  throw notFound('consent');
}

const END = statement<{ id: string }>('DELETE FROM channel_consent WHERE id = :id');

/** Ends a consent: what it gave is in its channels. */
export async function endConsent(tx: Tx, id: string): Promise<void> {
  await END.rows(tx, { id });
}
