import { z } from 'zod';
import { id, pageOf, timeZone } from '#lib/kernel';
import { LATE_LIMIT_MINUTES, LONGEST_NAME, SECTORS } from './rules/index.js';

export const organisation = z
  .object({
    id,
    name: z.string(),
    timeZone: z.string(),
    requireOtherApprover: z.boolean(),
    /** Whether every member must set up a second factor, or a passkey, first. */
    requireTwoFactor: z.boolean(),
    lateLimitMinutes: z.number(),
  })
  .meta({ id: 'Organisation' });
export const changeOrganisation = z
  .strictObject({
    name: z.string().trim().min(1).max(LONGEST_NAME).optional(),
    timeZone: timeZone.optional(),
    requireOtherApprover: z.boolean().optional(),
    /** Not allowed with an API key. */
    requireTwoFactor: z.boolean().optional(),
    lateLimitMinutes: z.number().int().min(LATE_LIMIT_MINUTES.min).max(LATE_LIMIT_MINUTES.max).optional(),
  })
  .meta({ id: 'ChangeOrganisation' });

export const establishment = z
  .object({
    id,
    parentId: id.nullable(),
    name: z.string(),
    sector: z.enum(SECTORS).nullable(),
    commune: z.string().nullable(),
    timeZone: z.string(),
    /** 0 for the root. */
    depth: z.number(),
  })
  .meta({ id: 'Establishment' });
export const establishmentPage = pageOf(establishment, 'EstablishmentPage');
export const createEstablishment = z
  .strictObject({
    parentId: id,
    name: z.string().trim().min(1).max(LONGEST_NAME),
    sector: z.enum(SECTORS).nullable().default(null),
    commune: z.string().trim().max(LONGEST_NAME).nullable().default(null),
    timeZone: timeZone.optional(),
  })
  .meta({ id: 'CreateEstablishment' });
export const changeEstablishment = z
  .strictObject({
    name: z.string().trim().min(1).max(LONGEST_NAME).optional(),
    sector: z.enum(SECTORS).nullable().optional(),
    commune: z.string().trim().max(LONGEST_NAME).nullable().optional(),
    timeZone: timeZone.optional(),
  })
  .meta({ id: 'ChangeEstablishment' });

export const audience = z.object({ id, key: z.string(), name: z.string() }).meta({ id: 'Audience' });
export const audiencePage = pageOf(audience, 'AudiencePage');
export const createAudience = z
  .strictObject({ name: z.string().trim().min(1).max(80) })
  .meta({ id: 'CreateAudience' });

export const campaign = z.object({ id, name: z.string() }).meta({ id: 'Campaign' });
export const campaignPage = pageOf(campaign, 'CampaignPage');
export const createCampaign = z
  .strictObject({ name: z.string().trim().min(1).max(LONGEST_NAME) })
  .meta({ id: 'CreateCampaign' });
