import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Database } from '#lib/database';
import type { Principal } from '#lib/identity';
import { notFound } from '#lib/kernel';
import { IsNull } from 'typeorm';
import { MediaReader } from '../media-reader.js';
import { MediaRecord } from '../media-record.js';
import { Media } from '../media.entity.js';
import { getMedium } from '../media.repository.js';
import type { changeMedia } from '../media.schemas.js';
import { mediumView, type MediumView } from '../media.view.js';

@Injectable()
export class ChangeMedia {
  constructor(
    private readonly database: Database,
    private readonly reader: MediaReader,
    private readonly record: MediaRecord,
  ) {}

  /**
   * Changes what people wrote about a medium; frozen posts keep their version. The person becomes an author of every
   * post that shows the medium and is not out yet.
   * @param focus null removes the focal point
   * @throws DomainError 404, 403
   */
  async run(
    who: Principal,
    id: string,
    { altText, focus }: z.output<typeof changeMedia>,
  ): Promise<MediumView> {
    const row = await this.reader.findWritable(who, id);
    const next = {
      altText: altText ?? row.altText,
      ...(focus === undefined ? {} : { focusX: focus?.x ?? null, focusY: focus?.y ?? null }),
    };
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      const { affected } = await tx.update(Media, { id, removedAt: IsNull() }, next);
      // Removed by somebody since it was read.
      if (!affected) throw notFound('media');
      await this.record.changed(tx, who, id, next);
      return mediumView(await getMedium(tx, id), who);
    });
  }
}
