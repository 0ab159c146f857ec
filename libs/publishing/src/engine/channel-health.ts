import { Injectable } from '@nestjs/common';
import { LOSE_ACCESS_SQL } from '#lib/channels';
import { Database } from '#lib/database';
import type { Settlement } from '../rules/settlement.js';
import type { Work } from './work.js';

/** What a failure says of more than one publication: the channel, or every channel of the network's application. */
@Injectable()
export class ChannelHealth {
  constructor(private readonly database: Database) {}

  async note(work: Work, verdict: NonNullable<Settlement['channel']>): Promise<void> {
    if ('reconnect' in verdict) {
      // Only a recognised refusal comes here, never a network's blip; said once per incident.
      await this.database.query(LOSE_ACCESS_SQL, [
        work.organisationId,
        work.channelId,
        verdict.reconnect,
        work.credential,
      ]);
      await this.database.query(
        `WITH overtaken AS (
           -- Reconnected meanwhile: it was the old access that was refused, so the new one is tried at once.
           UPDATE publication u SET wake_at = clock_timestamp(), queued_at = NULL FROM channel c
           WHERE u.organisation_id = $1 AND u.id = $4 AND u.stage IN ('held', 'reconciling')
             AND c.organisation_id = $1 AND c.id = $2 AND c.state = 'connected' AND c.credential <> $3 RETURNING u.id
         ) SELECT id FROM overtaken`,
        [work.organisationId, work.channelId, work.credential, work.id],
      );
      return;
    }
    await this.database.query(
      `WITH held AS (
         UPDATE channel SET held_until = greatest(held_until, clock_timestamp() + make_interval(secs => $3))
         WHERE CASE WHEN $4 THEN platform = $5 ELSE organisation_id = $1 AND id = $2 END RETURNING id
       ) SELECT count(*) FROM held`,
      [work.organisationId, work.channelId, verdict.holdMs / 1000, verdict.scope === 'app', work.platform],
    );
  }
}
