import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import type { Principal } from '#lib/identity';
import { decodeCursor, type Page, toPage } from '#lib/kernel';
import { PublicationReader } from './publication-reader.js';
import { journalAfter } from './publications.repository.js';

@Injectable()
export class ReadJournal {
  constructor(
    private readonly database: Database,
    private readonly reader: PublicationReader,
  ) {}

  /** The journal of a publication, oldest line first. @throws DomainError 404 */
  async run(
    who: Principal,
    id: string,
    { limit, cursor }: { limit: number; cursor?: string | undefined },
  ): Promise<Page<object>> {
    const after = decodeCursor(cursor, 1);
    const rows = await this.database.read(who.organisationId, async (tx) => {
      await this.reader.find(tx, who, id);
      return journalAfter(tx, id, after?.[0] ?? null, limit + 1);
    });
    return toPage(
      rows,
      limit,
      (row) => [row.id],
      (row) => ({ ...row, at: row.at.toISOString() }),
    );
  }
}
