import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { AuditService, type Principal, requireEverywhere } from '#lib/identity';
import { forbidden, newId, type Page } from '#lib/kernel';
import { Audience } from './audience.entity.js';
import { Campaign } from './campaign.entity.js';
import { Organisation } from './organisation.entity.js';
import { addAudience } from './organisation.repository.js';
import { requireTimeZone } from './time-zone.js';

const view = (o: Organisation) => ({
  id: o.id,
  name: o.name,
  timeZone: o.timeZone,
  requireOtherApprover: o.requireOtherApprover,
  requireTwoFactor: o.requireTwoFactor,
  lateLimitMinutes: o.lateLimitMinutes,
});

/** The organisation's own settings, and the short lists that its posts refer to. */
@Injectable()
export class OrganisationService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
  ) {}

  get(who: Principal) {
    return this.database.read(who.organisationId, async (tx) =>
      view(await tx.findOneByOrFail(Organisation, { id: who.organisationId })),
    );
  }

  change(
    who: Principal,
    changes: Partial<
      Pick<
        Organisation,
        'name' | 'timeZone' | 'requireOtherApprover' | 'requireTwoFactor' | 'lateLimitMinutes'
      >
    >,
  ) {
    requireEverywhere(who, 'organisation.manage');
    // Only people, not keys, decide how people must prove their identity.
    if (changes.requireTwoFactor !== undefined && who.apiKey) throw forbidden();
    requireTimeZone(changes.timeZone);
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      if (Object.keys(changes).length > 0) await tx.update(Organisation, { id: who.organisationId }, changes);
      await this.audit.record(tx, who, 'organisation.changed', who.organisationId, changes);
      return view(await tx.findOneByOrFail(Organisation, { id: who.organisationId }));
    });
  }

  async audiences(who: Principal): Promise<Page<object>> {
    const items = await this.database.read(who.organisationId, (tx) =>
      tx.find(Audience, { order: { name: 'ASC' } }),
    );
    return { items, nextCursor: null };
  }

  /** Creates an audience, or returns the existing one of that name. */
  createAudience(who: Principal, name: string): Promise<Audience> {
    const key = name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      await addAudience(tx, who.organisationId, { key, name });
      return tx.findOneByOrFail(Audience, { key });
    });
  }

  async campaigns(who: Principal): Promise<Page<object>> {
    const items = await this.database.read(who.organisationId, (tx) =>
      tx.find(Campaign, { order: { id: 'DESC' }, take: 200 }),
    );
    return { items, nextCursor: null };
  }

  createCampaign(who: Principal, name: string) {
    return this.database.inOrganisation(who.organisationId, async (tx) => {
      const campaign = { organisationId: who.organisationId, id: newId(), name };
      await tx.insert(Campaign, campaign);
      await this.audit.record(tx, who, 'campaign.created', campaign.id, { name });
      return campaign;
    });
  }
}
