import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { holdNetwork } from '../engine/store.sql.js';
import type { Work } from '../engine/work.js';

/** Holds that answers of a network ask for, beside those that a settlement writes. */
@Injectable()
export class Holds {
  constructor(private readonly database: Database) {}

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
