import { Inject, Injectable } from '@nestjs/common';
import { tellHeld } from '#lib/channels';
import { Database } from '#lib/database';
import { CONFIG, type Config } from '#lib/kernel';
import { holdNetwork } from '../../quotas/network-hold.sql.js';
import { capHold } from '../../rules/hold.js';
import type { Work } from '../hold/index.js';

/** Holds that answers of a network ask for, beside those that a settlement writes. */
@Injectable()
export class Holds {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Leaves the account, or every account of the network, alone for a while; a person hears of one that is cut. */
  async hold(work: Work, askedMs: number, scope: 'channel' | 'app'): Promise<void> {
    const { holdMs, long } = capHold(askedMs, this.config.HOLD_LIMIT_HOURS);
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
    if (!long) return;
    await this.database.query(
      `WITH long AS (SELECT $1::uuid AS organisation_id, $2::uuid AS id), told AS (${tellHeld('long')}) SELECT id FROM long`,
      [work.organisationId, work.channelId],
    );
  }
}
