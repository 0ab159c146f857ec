import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { Database, type Tx } from '#lib/database';
import { AuditService, type Principal, requireEverywhere } from '#lib/identity';
import { Clock, conflict, newId, notFound, type Page } from '#lib/kernel';
import { timeZoneOf } from '#lib/organisation';
import { Baseline } from './baseline.entity.js';
import { closeOpenBaseline, overlapsBaseline } from './baselines.repository.js';
import { Format } from './format.entity.js';
import { baselineOn } from './rules/index.js';

/** Formats and the versions of their baselines. Editors choose among them; administrators manage them. */
@Injectable()
export class BrandService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async list(who: Principal): Promise<Page<object>> {
    return this.database.read(who.organisationId, async (tx) => ({
      items: await this.#views(tx),
      nextCursor: null,
    }));
  }

  /** @throws DomainError 409 when the key is taken */
  create(
    who: Principal,
    input: {
      key: string;
      name: string;
      description: string;
      mark: string;
      tint: string;
      baseline: string;
      validFrom: string;
    },
  ) {
    requireEverywhere(who, 'brand.manage');
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      const { organisationId } = who;
      if (await tx.existsBy(Format, { key: input.key })) throw conflict('format_exists');
      const id = newId();
      const { key, name, description, mark, tint } = input;
      await tx.insert(Format, {
        organisationId,
        id,
        key,
        name,
        description,
        mark,
        tint,
        position: await tx.count(Format),
      });
      await tx.insert(Baseline, {
        organisationId,
        id: newId(),
        formatId: id,
        text: input.baseline,
        validFrom: input.validFrom,
        validTo: null,
      });
      await this.audit.record(tx, who, 'format.created', id, { key, baseline: input.baseline });
      return this.#view(tx, id);
    });
  }

  /**
   * Adds a version. An open version that started earlier ends the day before; any other overlap is refused, so that
   * a day never has two versions. What was published keeps its version.
   */
  addBaseline(
    who: Principal,
    formatId: string,
    input: { text: string; validFrom: string; validTo: string | null },
  ) {
    requireEverywhere(who, 'brand.manage');
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      if (!(await tx.existsBy(Format, { id: formatId }))) throw notFound('format');
      await closeOpenBaseline(tx, formatId, input.validFrom);
      if (await overlapsBaseline(tx, formatId, input)) throw conflict('baseline_overlap');
      const id = newId();
      await tx.insert(Baseline, { organisationId: who.organisationId, id, formatId, ...input });
      await this.audit.record(tx, who, 'baseline.added', formatId, { ...input });
      return this.#view(tx, formatId);
    });
  }

  async #view(tx: Tx, id: string) {
    return (await this.#views(tx)).find((format) => format.id === id);
  }

  async #views(tx: Tx) {
    const [formats, versions, zone] = [
      await tx.find(Format, { order: { position: 'ASC' } }),
      await tx.find(Baseline, { order: { validFrom: 'DESC' } }),
      await timeZoneOf(tx),
    ];
    const today = DateTime.fromJSDate(this.clock.now(), { zone }).toISODate() ?? '';
    return formats.map(({ id, key, name, description, mark, tint }) => {
      const own = versions
        .filter((v) => v.formatId === id)
        .map(({ id: versionId, text, validFrom, validTo }) => ({ id: versionId, text, validFrom, validTo }));
      const inForce = baselineOn(own, today);
      return {
        id,
        key,
        name,
        description,
        mark,
        tint,
        versions: own,
        baseline: inForce && { id: inForce.id, text: inForce.text },
      };
    });
  }
}
