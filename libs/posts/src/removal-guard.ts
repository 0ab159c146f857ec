import { Injectable } from '@nestjs/common';
import { DomainEvents } from '#lib/database';
import { conflict } from '#lib/kernel';
import {
  addContributor,
  isChannelNeeded,
  isMediumShown,
  takeChannelOffPosts,
} from './removal-guard.repository.js';

/** Refuses the removal of a channel or medium that a post needs, and updates posts when one changes or is removed. */
@Injectable()
export class RemovalGuard {
  /** Handlers throw DomainError 409 `channel_in_use`, `media_in_use`. */
  constructor(events: DomainEvents) {
    events.on('channel.removing', async (tx, { channelId }) => {
      if (await isChannelNeeded(tx, channelId)) throw conflict('channel_in_use');
      await takeChannelOffPosts(tx, channelId);
    });
    events.on('media.changed', (tx, { mediaId, byId }) => addContributor(tx, mediaId, byId));
    events.on('media.removing', async (tx, { mediaId }) => {
      if (await isMediumShown(tx, mediaId)) throw conflict('media_in_use');
    });
  }
}
