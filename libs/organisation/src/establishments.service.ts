import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { AuditService, type Principal, requireAt, visibleNodes } from '#lib/identity';
import { invalid, newId, notFound, type Page } from '#lib/kernel';
import { ArrayOverlap } from 'typeorm';
import { Establishment } from './establishment.entity.js';
import { requireTimeZone } from './time-zone.js';

const view = (e: Establishment) => ({
  id: e.id,
  parentId: e.parentId,
  name: e.name,
  sector: e.sector,
  commune: e.commune,
  timeZone: e.timeZone,
  depth: e.path.length - 1,
});

type Fields = Partial<Pick<Establishment, 'name' | 'sector' | 'commune' | 'timeZone'>>;

/** The establishments, as a tree. */
@Injectable()
export class EstablishmentsService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
  ) {}

  /** Visible establishments, parents before children. */
  async list(who: Principal): Promise<Page<object>> {
    const nodes = visibleNodes(who);
    const rows = await this.database.read(who.organisationId, (tx) =>
      tx.find(Establishment, {
        where: nodes ? { path: ArrayOverlap([...nodes]) } : {},
        order: { path: 'ASC' },
      }),
    );
    return { items: rows.map(view), nextCursor: null };
  }

  create(who: Principal, input: Fields & { parentId: string; name: string }) {
    requireTimeZone(input.timeZone);
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      const parent = await tx.findOneBy(Establishment, { id: input.parentId });
      if (!parent) throw invalid([{ path: 'parentId', code: 'unknown_reference' }]);
      requireAt(who, parent.path, 'organisation.manage');
      const id = newId();
      await tx.insert(Establishment, {
        organisationId: who.organisationId,
        id,
        parentId: parent.id,
        path: [...parent.path, id],
        name: input.name,
        sector: input.sector ?? null,
        commune: input.commune ?? null,
        timeZone: input.timeZone ?? parent.timeZone,
      });
      await this.audit.record(tx, who, 'establishment.created', id, { name: input.name });
      return view(await tx.findOneByOrFail(Establishment, { id }));
    });
  }

  /** @throws DomainError 404, 403 */
  change(who: Principal, id: string, changes: Fields) {
    requireTimeZone(changes.timeZone);
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      const establishment = await tx.findOneBy(Establishment, { id });
      if (!establishment) throw notFound('establishment');
      requireAt(who, establishment.path, 'organisation.manage');
      if (Object.keys(changes).length > 0) await tx.update(Establishment, { id }, changes);
      await this.audit.record(tx, who, 'establishment.changed', id, changes);
      return view(await tx.findOneByOrFail(Establishment, { id }));
    });
  }
}
