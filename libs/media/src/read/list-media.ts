import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Database } from '#lib/database';
import { type Principal, visibleNodes } from '#lib/identity';
import { decodeCursor, type Page, toPage } from '#lib/kernel';
import type { mediaQuery } from '../media.schemas.js';
import { mediumView, type MediumView } from '../media.view.js';
import { findMedia } from './media-list.repository.js';

/** Lists the media that a person may read. */
@Injectable()
export class ListMedia {
  constructor(private readonly database: Database) {}

  /** What the person may read, newest first. */
  async run(who: Principal, query: z.output<typeof mediaQuery>): Promise<Page<MediumView>> {
    const { limit, cursor, ...filter } = query;
    const after = decodeCursor(cursor, 1)?.[0];
    const rows = await this.database.read(who.organisationId, (tx) =>
      findMedia(tx, { ...filter, nodes: visibleNodes(who) }, after, limit + 1),
    );
    return toPage(
      rows,
      limit,
      (row) => [row.id],
      (row) => mediumView(row, who),
    );
  }
}
