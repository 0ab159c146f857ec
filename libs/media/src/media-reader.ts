import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { type Principal, requireAt, visibleNodes } from '#lib/identity';
import { notFound } from '#lib/kernel';
import type { Media } from './media.entity.js';
import { findReadable } from './media.repository.js';

/** Finds media that a person may read or change. */
@Injectable()
export class MediaReader {
  constructor(private readonly database: Database) {}

  /**
   * A medium the person may read: by its establishment, or because a visible post shows it.
   * @throws DomainError 404
   */
  async find(who: Principal, id: string, { evenRemoved = false } = {}): Promise<Media> {
    const row = await this.database.read(who.organisationId, (tx) =>
      findReadable(tx, id, visibleNodes(who), { evenRemoved }),
    );
    if (!row) throw notFound('media');
    return row;
  }

  /** As `find`, when the person may also edit it. @throws DomainError 404, 403 */
  async findWritable(who: Principal, id: string): Promise<Media> {
    const row = await this.find(who, id);
    requireAt(who, row.establishment?.path ?? [], 'media.write');
    return row;
  }
}
