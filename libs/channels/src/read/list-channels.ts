import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { type Principal, visibleNodes } from '#lib/identity';
import type { Page } from '#lib/kernel';
import { findChannels } from '../channels.repository.js';
import { channelView } from '../channels.view.js';

@Injectable()
export class ListChannels {
  constructor(private readonly database: Database) {}

  async run(who: Principal): Promise<Page<object>> {
    const rows = await this.database.read(who.organisationId, (tx) => findChannels(tx, visibleNodes(who)));
    return { items: rows.map((row) => channelView(who, row)), nextCursor: null };
  }
}
