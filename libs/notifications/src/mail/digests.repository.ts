import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
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

/** Digests as rows: PostgreSQL decides what is sent, the queue only when it is tried. */
@Injectable()
export class DigestsRepository {
  constructor(private readonly database: Database) {}

  /** Collects a person's waiting notifications into a digest once the oldest is this old, seconds. */
  async collect(afterSeconds: number): Promise<void> {
    await this.database.system(async (tx) => {
      const [lock] = await tx.query<{ mine: boolean }[]>('SELECT pg_try_advisory_xact_lock($1) AS mine', [
        COLLECT_LOCK,
      ]);
      if (!lock?.mine) return;
      const ripe = await tx.query<{ organisationId: string; userId: string }[]>(
        `SELECT organisation_id AS "organisationId", user_id AS "userId" FROM notification WHERE mail = 'waiting'
         GROUP BY 1, 2 HAVING min(created_at) <= clock_timestamp() - make_interval(secs => $1) LIMIT 500`,
        [afterSeconds],
      );
      if (ripe.length > 0) await this.#gather(tx, ripe);
    });
  }

  /**
   * Takes only rows that are not locked. Notifying locks rows of several people in its own order, so waiting here
   * could deadlock; locked rows are taken in the next round.
   */
  async #gather(tx: Tx, ripe: { organisationId: string; userId: string }[]): Promise<void> {
    await tx.query(
      `WITH ripe AS (
         SELECT * FROM jsonb_to_recordset($1) AS r("organisationId" uuid, id uuid, "userId" text)
       ), free AS (
         SELECT n.organisation_id, n.id, r.id AS digest_id, n.user_id FROM notification n
         JOIN ripe r ON n.organisation_id = r."organisationId" AND n.user_id = r."userId"
         WHERE n.mail = 'waiting' FOR NO KEY UPDATE OF n SKIP LOCKED
       ), made AS (
         INSERT INTO mail_digest (organisation_id, id, user_id)
         SELECT DISTINCT organisation_id, digest_id, user_id FROM free
         RETURNING id
       )
       UPDATE notification n SET mail = 'taken', digest_id = made.id FROM made JOIN free ON free.digest_id = made.id
       WHERE n.organisation_id = free.organisation_id AND n.id = free.id`,
      [JSON.stringify(ripe.map((row) => ({ ...row, id: newId() })))],
    );
  }

  /** Marks the digests to be queued and answers them. */
  toQueue(): Promise<{ organisationId: string; digestId: string }[]> {
    return this.database.query(
      `WITH open AS (
         SELECT organisation_id, id FROM mail_digest
         WHERE (queued_at IS NULL OR queued_at < clock_timestamp() - make_interval(secs => $1)) AND state IN ('ready', 'sending')
         ORDER BY created_at LIMIT 200 FOR UPDATE SKIP LOCKED
       ), queued AS (
         UPDATE mail_digest d SET queued_at = clock_timestamp() FROM open
         WHERE d.organisation_id = open.organisation_id AND d.id = open.id
         RETURNING d.organisation_id, d.id
       ) SELECT organisation_id AS "organisationId", id AS "digestId" FROM queued`,
      [REQUEUE_S],
    );
  }

  /** Removes the mark when the queue did not accept them. */
  async unmark(ids: string[]): Promise<void> {
    await this.database.query(
      'WITH unmarked AS (UPDATE mail_digest SET queued_at = NULL WHERE id = ANY($1) RETURNING id) SELECT id FROM unmarked',
      [ids],
    );
  }

  /**
   * Sets a digest to `sending` and reads its notifications, without those read meanwhile.
   * @returns null when it is sent, given up, or being sent by another process
   */
  async claim(organisationId: string, id: string): Promise<DigestRow | null> {
    const [row] = await this.database.query<DigestRow>(
      `WITH claimed AS (
         UPDATE mail_digest SET state = 'sending', sending_at = clock_timestamp(), attempts = attempts + 1
         WHERE organisation_id = $1 AND id = $2
           AND (state = 'ready' OR state = 'sending' AND sending_at < clock_timestamp() - make_interval(secs => $3))
         RETURNING organisation_id, id, user_id, attempts
       )
       SELECT c.attempts, coalesce(s.locale, 'fr') AS locale, o.name AS organisation, u.name,
         CASE WHEN EXISTS (SELECT 1 FROM member m WHERE m.organisation_id = c.organisation_id AND m.user_id = c.user_id)
           THEN u.email END AS email,
         coalesce((SELECT jsonb_agg(jsonb_build_object('kind', n.kind, 'facts', n.facts, 'count', n.count) ORDER BY n.id)
           FROM notification n WHERE n.organisation_id = c.organisation_id AND n.digest_id = c.id AND n.read_at IS NULL), '[]') AS items
       FROM claimed c
       JOIN organisation o ON o.id = c.organisation_id
       LEFT JOIN auth."user" u ON u.id = c.user_id
       LEFT JOIN notification_settings s ON s.organisation_id = c.organisation_id AND s.user_id = c.user_id`,
      [organisationId, id, SENDING_LIMIT_S],
    );
    return row ?? null;
  }

  /** Closes incidents that were only sent by e-mail, so that their next message makes a new notification. */
  async end(
    organisationId: string,
    id: string,
    state: 'ready' | 'sent' | 'skipped' | 'given_up',
    error: string | null = null,
  ): Promise<void> {
    await this.database.query(
      `WITH ended AS (
         UPDATE mail_digest SET state = $3, last_error = $4, sent_at = CASE WHEN $3 = 'sent' THEN clock_timestamp() END
         WHERE organisation_id = $1 AND id = $2 AND state = 'sending' RETURNING organisation_id, id
       ), mine AS (
         SELECT n.organisation_id, n.id FROM notification n JOIN ended ON n.organisation_id = ended.organisation_id AND n.digest_id = ended.id
         WHERE $3 <> 'ready' AND NOT n.in_app AND n.read_at IS NULL ORDER BY n.user_id, n.incident FOR NO KEY UPDATE OF n
       ), closed AS (
         UPDATE notification n SET read_at = clock_timestamp() FROM mine
         WHERE n.organisation_id = mine.organisation_id AND n.id = mine.id RETURNING n.id
       ) SELECT id FROM ended`,
      [organisationId, id, state, error],
    );
  }

  /** Whether a process is sending it now, or may have died while sending. */
  async onItsWay(organisationId: string, id: string): Promise<boolean> {
    const rows = await this.database.query<object>(
      `SELECT 1 FROM mail_digest WHERE organisation_id = $1 AND id = $2 AND state = 'sending'`,
      [organisationId, id],
    );
    return rows.length > 0;
  }
}
