import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import type { Principal } from '#lib/identity';
import { notFound } from '#lib/kernel';
import { IsNull } from 'typeorm';
import { MediaReader } from '../media-reader.js';
import { MediaRecord } from '../media-record.js';
import { Media } from '../media.entity.js';

@Injectable()
export class RemoveMedia {
  constructor(
    private readonly database: Database,
    private readonly reader: MediaReader,
    private readonly record: MediaRecord,
  ) {}

  /** Takes a medium out of the library. @throws DomainError 404, 403, 409 while a post that is not out yet shows it */
  async run(who: Principal, id: string): Promise<void> {
    await this.reader.findWritable(who, id);
    await this.database.inOrganisation(who.organisationId, async (tx) => {
      // First, so that of two people at the same moment one finds it gone. A refusal by the record undoes it.
      const { affected } = await tx.update(Media, { id, removedAt: IsNull() }, { removedAt: () => 'now()' });
      if (!affected) throw notFound('media');
      await this.record.removing(tx, who, id);
    });
  }
}
