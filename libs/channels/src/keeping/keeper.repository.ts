import type { Database, Tx } from '#lib/database';
import type { Platform } from '#lib/platforms';
import type { CredentialEnd } from '../rules/index.js';

/** A claimed channel whose credential is maintained now. */
export interface Kept {
  organisationId: string;
  id: string;
  platform: Platform;
  remoteId: string;
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

/**
 * $1 how many at most, $2 minutes. Moving the next check ahead is the lease, so that no transaction stays open while
 * a network is asked.
 */
const CLAIM = `
  WITH due AS (
    SELECT organisation_id, id
    FROM channel
    WHERE keep_at <= statement_timestamp()
      AND state = 'connected'
      AND removed_at IS NULL
    ORDER BY keep_at
    LIMIT $1
    FOR UPDATE SKIP LOCKED
  ), kept AS (
    UPDATE channel c SET keep_at = clock_timestamp() + make_interval(mins => $2)
    FROM due
    WHERE c.organisation_id = due.organisation_id
      AND c.id = due.id
    RETURNING c.*
  )
  SELECT organisation_id AS "organisationId", id, platform, remote_id AS "remoteId", handle, credential,
    told_days AS "toldDays", token_end_assumed AS assumed, keep_failures AS failures,
    extract(epoch FROM token_expires_at - clock_timestamp())::float8 * 1000 AS "leftMs",
    to_char(token_expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "expiresAt"
  FROM kept`;

/** Claims the channels that are due; no other process gets them for so many minutes. */
export const claimDue = (database: Database, most: number, minutes: number): Promise<Kept[]> =>
  database.query(CLAIM, [most, minutes]);

/** $1 organisation, $2 channel. */
const LOCK = `
  SELECT credential
  FROM channel
  WHERE organisation_id = $1
    AND id = $2
    AND removed_at IS NULL
  FOR UPDATE`;

/** The channel's credential now, locked until the transaction ends; undefined when the channel was removed. */
export async function lockCredential(
  tx: Tx,
  { organisationId, id }: Pick<Kept, 'organisationId' | 'id'>,
): Promise<string | undefined> {
  const [row] = await tx.query<{ credential: string }[]>(LOCK, [organisationId, id]);
  return row?.credential;
}

/** A renewed credential to store. */
export interface RenewedCredential extends CredentialEnd {
  sealed: string;
  /** Time until the next check, s; less when half the credential's lifetime is shorter. */
  nextS: number;
  /** Whether warnings already sent are kept, so that they are not repeated. */
  keepsTold: boolean;
}

/**
 * $1 organisation, $2 channel, $3 sealed, $4 end or null, $5 seconds, $6 whether it is assumed, $7 whether warnings
 * are kept.
 */
const STORE = `
  WITH stored AS (
    UPDATE channel SET
      credential = $3,
      token_expires_at = $4::timestamptz,
      token_end_assumed = $6,
      told_days = CASE WHEN $7 THEN told_days END,
      keep_failures = 0,
      keep_at = clock_timestamp() + CASE
        WHEN $4::timestamptz IS NULL THEN make_interval(secs => $5)
        ELSE least(
          make_interval(secs => $5),
          greatest(interval '10 minutes', ($4::timestamptz - clock_timestamp()) / 2)
        )
      END
    WHERE organisation_id = $1
      AND id = $2
    RETURNING id
  )
  SELECT id FROM stored`;

/** Stores a renewed credential. The next check is after half its lifetime at the latest. */
export async function storeRenewed(
  tx: Tx,
  { organisationId, id }: Pick<Kept, 'organisationId' | 'id'>,
  { sealed, at, assumed, nextS, keepsTold }: RenewedCredential,
): Promise<void> {
  await tx.query(STORE, [organisationId, id, sealed, at, nextS, assumed, keepsTold]);
}

/**
 * $1 organisation, $2 channel, $3 credential, $4 seconds, $5 days or null. The pause varies by up to a tenth, so
 * that channels are not all checked at once.
 */
const LOOKED = `
  WITH looked AS (
    UPDATE channel SET
      keep_at = clock_timestamp() + make_interval(secs => $4 * (0.9 + random() / 5)),
      told_days = coalesce($5, told_days),
      keep_failures = 0
    WHERE organisation_id = $1
      AND id = $2
      AND credential = $3
    RETURNING id
  )
  SELECT id FROM looked`;

/**
 * Notes that a credential works, and which warning people get.
 * @param days of the warning; null when there is none
 * @returns false when somebody gave another credential meanwhile
 */
export async function noteLooked(
  tx: Tx,
  { organisationId, id, credential }: Kept,
  nextS: number,
  days: number | null,
): Promise<boolean> {
  return (await tx.query<unknown[]>(LOOKED, [organisationId, id, credential, nextS, days])).length > 0;
}

/** $1 organisation, $2 channel, $3 credential, $4 seconds. Not for a credential that somebody gave meanwhile. */
const LATER = `
  WITH later AS (
    UPDATE channel SET
      keep_failures = keep_failures + 1,
      keep_at = clock_timestamp() + make_interval(secs => $4)
    WHERE organisation_id = $1
      AND id = $2
      AND credential = $3
    RETURNING id
  )
  SELECT id FROM later`;

/** Counts a failed check or renewal; the next try is after so many seconds. */
export async function lookLater(
  database: Database,
  { organisationId, id, credential }: Kept,
  pauseS: number,
): Promise<void> {
  await database.query(LATER, [organisationId, id, credential, pauseS]);
}
