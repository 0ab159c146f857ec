import { type Database, statement, type Tx } from '#lib/database';
import type { AccountLimits, Platform } from '#lib/platforms';
import type { CredentialEnd } from '../rules/index.js';

/** A claimed channel whose credential is maintained now. */
export interface DueChannel {
  organisationId: string;
  id: string;
  platform: Platform;
  remoteId: string;
  server: string | null;
  handle: string;
  /** Sealed credential. */
  credential: string;
  /** Which warning people last got: days before the credential's end. */
  toldDays: number | null;
  /** Time until the credential expires, ms; null when it does not, or that is unknown. */
  leftMs: number | null;
  /** Whether that end is assumed. */
  assumed: boolean;
  /** Failed checks and renewals in a row. */
  failures: number;
  /** UTC instant of the end of its credential. */
  expiresAt: string | null;
}

/** Moving the next check ahead is the lease, so that no transaction stays open while a network is asked. */
const CLAIM = statement<{ most: number; leaseMinutes: number }, DueChannel>(`
  WITH due AS (
    SELECT organisation_id, id
    FROM channel
    WHERE keep_at <= statement_timestamp()
      AND state = 'connected'
      AND removed_at IS NULL
    ORDER BY keep_at
    LIMIT :most
    FOR UPDATE SKIP LOCKED
  ), kept AS (
    UPDATE channel c SET keep_at = clock_timestamp() + make_interval(mins => :leaseMinutes)
    FROM due
    WHERE c.organisation_id = due.organisation_id
      AND c.id = due.id
    RETURNING c.*
  )
  SELECT organisation_id AS "organisationId", id, platform, remote_id AS "remoteId", server, handle,
    credential,
    told_days AS "toldDays", token_end_assumed AS assumed, keep_failures AS failures,
    extract(epoch FROM token_expires_at - clock_timestamp())::float8 * 1000 AS "leftMs",
    to_char(token_expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "expiresAt"
  FROM kept`);

/** Claims the channels that are due; no other process gets them for so many minutes. */
export const claimDue = (database: Database, most: number, leaseMinutes: number): Promise<DueChannel[]> =>
  CLAIM.rows(database, { most, leaseMinutes });

/** A channel's key with its organisation. */
type ChannelKey = Pick<DueChannel, 'organisationId' | 'id'>;

/** A channel while it has this sealed credential. */
type Sealed = Pick<DueChannel, 'organisationId' | 'id' | 'credential'>;

const LOCK = statement<ChannelKey, { credential: string }>(`
  SELECT credential
  FROM channel
  WHERE organisation_id = :organisationId
    AND id = :id
    AND removed_at IS NULL
  FOR UPDATE`);

/** The channel's credential now, locked until the transaction ends; undefined when the channel was removed. */
export async function lockCredential(tx: Tx, channel: ChannelKey): Promise<string | undefined> {
  return (await LOCK.row(tx, channel))?.credential;
}

/** A renewed credential to store. */
export interface RenewedCredential extends CredentialEnd {
  sealed: string;
  /** Time until the next check, s; less when half the credential's lifetime is shorter. */
  nextS: number;
  /** Whether warnings already sent are kept, so that they are not repeated. */
  keepsTold: boolean;
}

const STORE = statement<ChannelKey & RenewedCredential>(`
  WITH stored AS (
    UPDATE channel SET
      credential = :sealed,
      token_expires_at = :at::timestamptz,
      token_end_assumed = :assumed,
      told_days = CASE WHEN :keepsTold THEN told_days END,
      keep_failures = 0,
      keep_at = clock_timestamp() + CASE
        WHEN :at::timestamptz IS NULL THEN make_interval(secs => :nextS)
        ELSE least(
          make_interval(secs => :nextS),
          greatest(interval '10 minutes', (:at::timestamptz - clock_timestamp()) / 2)
        )
      END
    WHERE organisation_id = :organisationId
      AND id = :id
    RETURNING id
  )
  SELECT id FROM stored`);

/** Stores a renewed credential. The next check is after half its lifetime at the latest. */
export async function storeRenewed(
  tx: Tx,
  { organisationId, id }: ChannelKey,
  credential: RenewedCredential,
): Promise<void> {
  await STORE.rows(tx, { organisationId, id, ...credential });
}

/** The pause varies by up to a tenth, so that channels are not all checked at once. */
const LOOKED = statement<Sealed & { nextS: number; days: number | null; limits: string | null }>(`
  WITH looked AS (
    UPDATE channel SET
      keep_at = clock_timestamp() + make_interval(secs => :nextS * (0.9 + random() / 5)),
      told_days = coalesce(:days, told_days),
      limits = coalesce(:limits::jsonb, limits),
      keep_failures = 0
    WHERE organisation_id = :organisationId
      AND id = :id
      AND credential = :credential
    RETURNING id
  )
  SELECT id FROM looked`);

/**
 * Notes that a credential works, and which warning people get.
 * @param days of the warning; null when there is none
 * @param limits of the account's server, as it tells them now
 * @returns false when somebody gave another credential meanwhile
 */
export async function noteLooked(
  tx: Tx,
  { organisationId, id, credential }: Sealed,
  nextS: number,
  days: number | null,
  limits: AccountLimits | undefined,
): Promise<boolean> {
  const told = limits ? JSON.stringify(limits) : null;
  return (await LOOKED.row(tx, { organisationId, id, credential, nextS, days, limits: told })) !== undefined;
}

const REPLACE = statement<Sealed & { sealed: string }>(`
  WITH replaced AS (
    UPDATE channel SET credential = :sealed
    WHERE organisation_id = :organisationId
      AND id = :id
      AND credential = :credential
      AND removed_at IS NULL
    RETURNING id
  )
  SELECT id FROM replaced`);

/** Replaces what is stored of a credential. @returns false when somebody gave another meanwhile */
export async function replaceCredential(
  database: Database,
  { organisationId, id, credential }: Sealed,
  sealed: string,
): Promise<boolean> {
  return (await REPLACE.row(database, { organisationId, id, credential, sealed })) !== undefined;
}

/** Not for a credential that somebody gave meanwhile. */
const LATER = statement<Sealed & { pauseS: number }>(`
  WITH later AS (
    UPDATE channel SET
      keep_failures = keep_failures + 1,
      keep_at = clock_timestamp() + make_interval(secs => :pauseS)
    WHERE organisation_id = :organisationId
      AND id = :id
      AND credential = :credential
    RETURNING id
  )
  SELECT id FROM later`);

/** Counts a failed check or renewal; the next try is after so many seconds. */
export async function lookLater(
  database: Database,
  { organisationId, id, credential }: Sealed,
  pauseS: number,
): Promise<void> {
  await LATER.rows(database, { organisationId, id, credential, pauseS });
}
