import { Injectable } from '@nestjs/common';
import { LOSE_ACCESS_SQL } from '#lib/channels';
import { Database } from '#lib/database';
import { holdNetwork } from './store.sql.js';
import type { Work } from './work.js';

/** What is learnt, while publishing, of more than one publication: of the channel, or of the whole network. */
@Injectable()
export class ChannelHealth {
  constructor(private readonly database: Database) {}

  /** A recognised refusal of the access, never a network's blip; said once per incident. */
  async loseAccess(work: Work, reason: string): Promise<void> {
    await this.database.query(LOSE_ACCESS_SQL, [
      work.organisationId,
      work.channelId,
      reason,
      work.credential,
    ]);
    await this.database.query(
      `WITH overtaken AS (
         -- Reconnected meanwhile: it was the old access that was refused, so the new one is tried at once.
         UPDATE publication u SET wake_at = clock_timestamp(), queued_at = NULL FROM channel c
         WHERE u.organisation_id = $1 AND u.id = $4 AND u.stage IN ('held', 'reconciling', 'confirming', 'commenting')
           AND c.organisation_id = $1 AND c.id = $2 AND c.state = 'connected' AND c.credential <> $3 RETURNING u.id
       ) SELECT id FROM overtaken`,
      [work.organisationId, work.channelId, work.credential, work.id],
    );
  }

  /** Leaves the account, or every account of the network, alone for a while. */
  async hold(work: Work, holdMs: number, scope: 'channel' | 'app'): Promise<void> {
    await (scope === 'app'
      ? this.database.query(
          `WITH held AS (${holdNetwork('SELECT $1 AS platform, $2::float8 AS ms')}) SELECT platform FROM held`,
          [work.platform, holdMs],
        )
      : this.database.query(
          `WITH held AS (
             UPDATE channel SET held_until = greatest(held_until, clock_timestamp() + make_interval(secs => $3::float8 / 1000))
             WHERE organisation_id = $1 AND id = $2 RETURNING id
           ) SELECT id FROM held`,
          [work.organisationId, work.channelId, holdMs],
        ));
  }
}
