import { Injectable } from '@nestjs/common';
import { Database, type None, statement, type Tx } from '#lib/database';
import { newId } from '#lib/kernel';
import type { Facts, NotificationKind } from '../rules/index.js';

/** Advisory lock, so that only one process collects at a time; any number that no other lock has. */
const COLLECT_LOCK = 7_391_604_530;
/** A digest that is `sending` for longer than this was left by a crash, seconds: longer than all time limits. */
const SENDING_LIMIT_S = 120;
/**
 * A digest is queued again after this, in case the queue lost it, seconds; an entry that still exists is not taken
 * twice.
 */
const REQUEUE_S = 900;

export interface DigestRow {
  attempts: number;
  locale: 'fr' | 'en';
  organisation: string;
  /** Null when the person left the organisation. */
  email: string | null;
  name: string;
  items: { kind: NotificationKind; facts: Facts; count: number }[];
}

/** A digest's key with its organisation. */
interface DigestKey {
  organisationId: string;
  digestId: string;
}

/** A person with waiting notifications. */
interface Ripe {
  organisationId: string;
  userId: string;
}

const TAKE_TURN = statement<{ lock: number }, { mine: boolean }>(
  'SELECT pg_try_advisory_xact_lock(:lock) AS mine',
);

const RIPE = statement<{ afterS: number }, Ripe>(`
  SELECT organisation_id AS "organisationId", user_id AS "userId"
  FROM notification
  WHERE mail = 'waiting'
  GROUP BY 1, 2
  HAVING min(created_at) <= clock_timestamp() - make_interval(secs => :afterS)
  LIMIT 500`);

/**
 * `ripe`: people with the id of a digest each. `free`: their waiting notifications that are not locked. `made`: the
 * digests of those.
 */
const GATHER = statement<{ ripe: string }>(`
  WITH ripe AS (
    SELECT * FROM jsonb_to_recordset(:ripe) AS r("organisationId" uuid, id uuid, "userId" text)
  ), free AS (
    SELECT n.organisation_id, n.id, r.id AS digest_id, n.user_id
    FROM notification n
    JOIN ripe r
      ON n.organisation_id = r."organisationId"
      AND n.user_id = r."userId"
    WHERE n.mail = 'waiting'
    FOR NO KEY UPDATE OF n SKIP LOCKED
  ), made AS (
    INSERT INTO mail_digest (organisation_id, id, user_id)
    SELECT DISTINCT organisation_id, digest_id, user_id FROM free
    RETURNING id
  )
  UPDATE notification n SET mail = 'taken', digest_id = made.id
  FROM made
  JOIN free ON free.digest_id = made.id
  WHERE n.organisation_id = free.organisation_id
    AND n.id = free.id`);

const QUEUE = statement<None, DigestKey>(`
  WITH open AS (
    SELECT organisation_id, id
    FROM mail_digest
    WHERE (queued_at IS NULL OR queued_at < clock_timestamp() - interval '${REQUEUE_S} seconds')
      AND state IN ('ready', 'sending')
    ORDER BY created_at
    LIMIT 200
    FOR UPDATE SKIP LOCKED
  ), queued AS (
    UPDATE mail_digest d SET queued_at = clock_timestamp()
    FROM open
    WHERE d.organisation_id = open.organisation_id
      AND d.id = open.id
    RETURNING d.organisation_id, d.id
  )
  SELECT organisation_id AS "organisationId", id AS "digestId" FROM queued`);

const UNMARK = statement<{ ids: string[] }>('UPDATE mail_digest SET queued_at = NULL WHERE id = ANY(:ids)');

/** Of what is claimed, its person's address is read while they are a member, and what they have not read yet. */
const CLAIM = statement<DigestKey, DigestRow>(`
  WITH claimed AS (
    UPDATE mail_digest SET state = 'sending', sending_at = clock_timestamp(), attempts = attempts + 1
    WHERE organisation_id = :organisationId
      AND id = :digestId
      AND (
        state = 'ready'
        OR (state = 'sending' AND sending_at < clock_timestamp() - interval '${SENDING_LIMIT_S} seconds')
      )
    RETURNING organisation_id, id, user_id, attempts
  )
  SELECT c.attempts, coalesce(s.locale, 'fr') AS locale, o.name AS organisation, u.name,
    CASE
      WHEN EXISTS (
        SELECT 1
        FROM member m
        WHERE m.organisation_id = c.organisation_id
          AND m.user_id = c.user_id
      )
      THEN u.email
    END AS email,
    coalesce(
      (
        SELECT jsonb_agg(
          jsonb_build_object('kind', n.kind, 'facts', n.facts, 'count', n.count) ORDER BY n.id
        )
        FROM notification n
        WHERE n.organisation_id = c.organisation_id
          AND n.digest_id = c.id
          AND n.read_at IS NULL
      ),
      '[]'
    ) AS items
  FROM claimed c
  JOIN organisation o ON o.id = c.organisation_id
  LEFT JOIN auth."user" u ON u.id = c.user_id
  LEFT JOIN notification_settings s
    ON s.organisation_id = c.organisation_id
    AND s.user_id = c.user_id`);

/** How a digest ended, for now or for good. */
interface End extends DigestKey {
  state: 'ready' | 'sent' | 'skipped' | 'given_up';
  error: string | null;
}

/**
 * `mine`: what was only sent by e-mail, locked in the common order of notifications. `closed`: those incidents, so
 * that their next message makes a new notification.
 */
const END = statement<End>(`
  WITH ended AS (
    UPDATE mail_digest SET
      state = :state,
      last_error = :error,
      sent_at = CASE WHEN :state = 'sent' THEN clock_timestamp() END
    WHERE organisation_id = :organisationId
      AND id = :digestId
      AND state = 'sending'
    RETURNING organisation_id, id
  ), mine AS (
    SELECT n.organisation_id, n.id
    FROM notification n
    JOIN ended
      ON n.organisation_id = ended.organisation_id
      AND n.digest_id = ended.id
    WHERE :state <> 'ready'
      AND NOT n.in_app
      AND n.read_at IS NULL
    ORDER BY n.user_id, n.incident
    FOR NO KEY UPDATE OF n
  ), closed AS (
    UPDATE notification n SET read_at = clock_timestamp()
    FROM mine
    WHERE n.organisation_id = mine.organisation_id
      AND n.id = mine.id
    RETURNING n.id
  )
  SELECT id FROM ended`);

const ON_ITS_WAY = statement<DigestKey>(`
  SELECT 1
  FROM mail_digest
  WHERE organisation_id = :organisationId
    AND id = :digestId
    AND state = 'sending'`);

/** Digests as rows: PostgreSQL decides what is sent, the queue only when it is tried. */
@Injectable()
export class DigestsRepository {
  constructor(private readonly database: Database) {}

  /** Collects a person's waiting notifications into a digest once the oldest is this old, seconds. */
  async collect(afterS: number): Promise<void> {
    await this.database.system(async (tx) => {
      const turn = await TAKE_TURN.row(tx, { lock: COLLECT_LOCK });
      if (!turn?.mine) return;
      const ripe = await RIPE.rows(tx, { afterS });
      if (ripe.length > 0) await this.#gather(tx, ripe);
    });
  }

  /**
   * Takes only rows that are not locked. Notifying locks rows of several people in its own order, so waiting here
   * could deadlock; locked rows are taken in the next round.
   */
  async #gather(tx: Tx, ripe: Ripe[]): Promise<void> {
    await GATHER.rows(tx, { ripe: JSON.stringify(ripe.map((row) => ({ ...row, id: newId() }))) });
  }

  /** Marks the digests to be queued and answers them. */
  toQueue(): Promise<DigestKey[]> {
    return QUEUE.rows(this.database);
  }

  /** Removes the mark when the queue did not accept them. */
  async unmark(ids: string[]): Promise<void> {
    await UNMARK.rows(this.database, { ids });
  }

  /**
   * Sets a digest to `sending` and reads its notifications, without those read meanwhile.
   * @returns null when it is sent, given up, or being sent by another process
   */
  async claim(organisationId: string, digestId: string): Promise<DigestRow | null> {
    return (await CLAIM.row(this.database, { organisationId, digestId })) ?? null;
  }

  /** Closes incidents that were only sent by e-mail, so that their next message makes a new notification. */
  async end(
    organisationId: string,
    digestId: string,
    state: End['state'],
    error: string | null = null,
  ): Promise<void> {
    await END.rows(this.database, { organisationId, digestId, state, error });
  }

  /** Whether a process is sending it now, or may have died while sending. */
  async onItsWay(organisationId: string, digestId: string): Promise<boolean> {
    return (await ON_ITS_WAY.row(this.database, { organisationId, digestId })) !== undefined;
  }
}
