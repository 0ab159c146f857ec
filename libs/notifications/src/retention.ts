import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';

/** News of half a year ago is history, and history is in the journal and the audit log. */
const KEPT_DAYS = 180;

/** Forgets old notifications, and the e-mails they went out with. */
@Injectable()
export class Retention {
  constructor(private readonly database: Database) {}

  async forget(): Promise<void> {
    await this.database.query(
      `WITH digests AS (
         DELETE FROM mail_digest WHERE created_at < clock_timestamp() - make_interval(days => $1) RETURNING id
       ), notifications AS (
         DELETE FROM notification WHERE created_at < clock_timestamp() - make_interval(days => $1)
           AND digest_id IS NULL RETURNING id
       ) SELECT count(*) FROM notifications`,
      [KEPT_DAYS],
    );
  }
}
