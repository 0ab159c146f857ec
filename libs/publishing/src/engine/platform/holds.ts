import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { CONFIG, type Config } from '#lib/kernel';
import { capHold } from '../../rules/hold.js';
import type { Work } from '../claim/index.js';
import { HOLD_CHANNEL, HOLD_PLATFORM, NOTIFY_HELD } from './holds.sql.js';

/** Holds that answers of a network ask for, beside those that a settlement writes. */
@Injectable()
export class Holds {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Holds the account, or every account of the network, for a while; people are notified when the hold is cut to the
   * limit.
   */
  async hold(work: Work, askedMs: number, scope: 'channel' | 'app'): Promise<void> {
    const { organisationId, channelId, platform } = work;
    const { holdMs, long } = capHold(askedMs, this.config.HOLD_LIMIT_HOURS);
    await (scope === 'app'
      ? HOLD_PLATFORM.rows(this.database, { platform, holdMs })
      : HOLD_CHANNEL.rows(this.database, { organisationId, channelId, holdMs }));
    if (long) await NOTIFY_HELD.rows(this.database, { organisationId, channelId });
  }
}
