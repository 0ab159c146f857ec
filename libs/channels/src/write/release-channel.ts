import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import type { Principal } from '#lib/identity';
import { Clock, DomainError } from '#lib/kernel';
import { MoreThan } from 'typeorm';
import { ChannelRecord } from '../channel-record.js';
import { Channel } from '../channel.entity.js';
import { endApplicationHold, getChannel, isApplicationHeld } from '../channels.repository.js';
import { channelView } from '../channels.view.js';
import { getManaged } from './managed-channel.js';

@Injectable()
export class ReleaseChannel {
  constructor(
    private readonly database: Database,
    private readonly record: ChannelRecord,
    private readonly clock: Clock,
  ) {}

  /**
   * Ends the hold that the network asked for. A hold of the whole application concerns every organisation of the
   * installation, so only an operator may end it.
   * @throws DomainError 403 when there is only such a hold, and the person is not an operator
   */
  run(who: Principal, id: string) {
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      const { platform } = await getManaged(tx, who, id);
      const own = await tx.update(
        Channel,
        { id, heldUntil: MoreThan(this.clock.now()) },
        { heldUntil: null },
      );
      const shared = await isApplicationHeld(tx, platform);
      if (shared && !who.operator && !own.affected) throw new DomainError(403, 'application_held');
      const whole = shared && who.operator;
      if (whole) await endApplicationHold(tx, platform);
      await this.record.released(tx, who, id, whole ? platform : null);
      return channelView(who, await getChannel(tx, id));
    });
  }
}
