import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import type { Principal } from '#lib/identity';
import { conflict } from '#lib/kernel';
import { requireTimeZone } from '#lib/organisation';
import { ChannelRecord } from '../channel-record.js';
import { Channel } from '../channel.entity.js';
import { getChannel } from '../channels.repository.js';
import { channelView } from '../channels.view.js';
import { lockManaged } from './managed-channel.js';

@Injectable()
export class ChangeChannel {
  constructor(
    private readonly database: Database,
    private readonly record: ChannelRecord,
  ) {}

  /** @throws DomainError 404, 403, 409 for a channel whose credential was refused, 422 */
  run(
    who: Principal,
    id: string,
    changes: Partial<Pick<Channel, 'name' | 'timeZone' | 'baselinePlacement'>> & {
      state?: 'connected' | 'paused' | undefined;
    },
  ) {
    requireTimeZone(changes.timeZone);
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      const row = await lockManaged(tx, who, id);
      // Only a new token helps a channel whose credential was refused.
      if (changes.state && row.state === 'reconnect_needed') {
        throw conflict('state_forbids', { state: row.state });
      }
      if (Object.keys(changes).length > 0) {
        await tx.update(Channel, { id }, { ...changes, ...(changes.state ? { stateReason: null } : {}) });
      }
      const resumed = changes.state === 'connected' && row.state !== 'connected';
      await this.record.changed(tx, who, id, changes, { resumed });
      return channelView(who, await getChannel(tx, id));
    });
  }
}
