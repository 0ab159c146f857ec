import { z } from 'zod';
import { id, instant, pageOf, pageQuery } from '#lib/kernel';

/** From the most to the least powerful; a role covers all that the later ones may do. */
export const ROLES = ['admin', 'manager', 'editor', 'viewer'] as const;
export type Role = (typeof ROLES)[number];
export const role = z.enum(ROLES).meta({ id: 'Role' });

export const me = z
  .object({
    user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
    organisation: z.object({
      id,
      name: z.string(),
      timeZone: z.string(),
      requireOtherApprover: z.boolean(),
      lateLimitMinutes: z.number(),
    }),
    /** The strongest role held anywhere in the organisation. */
    role,
    grants: z.array(z.object({ establishmentId: id, role })),
    permissions: z.array(z.string()),
  })
  .meta({ id: 'Me' });

export const member = z
  .object({
    id,
    userId: z.string(),
    name: z.string(),
    email: z.string(),
    role,
    establishmentId: id,
    establishmentName: z.string(),
    createdAt: instant,
    isYou: z.boolean(),
  })
  .meta({ id: 'Member' });
export const memberPage = pageOf(member, 'MemberPage');
export const addMember = z
  .strictObject({
    email: z.email().max(254),
    name: z.string().trim().min(1).max(120),
    role,
    establishmentId: id,
  })
  .meta({ id: 'AddMember' });
/** The first password of a person who had no account is shown once; null when they had one already. */
export const addedMember = z
  .object({ member, initialPassword: z.string().nullable() })
  .meta({ id: 'AddedMember' });
export const changeMember = z.strictObject({ role }).meta({ id: 'ChangeMember' });

export const auditEntry = z
  .object({
    id: z.string(),
    at: instant,
    actor: z.string(),
    action: z.string(),
    subjectType: z.string(),
    subjectId: z.string().nullable(),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEntry' });
export const auditPage = pageOf(auditEntry, 'AuditPage');
export const auditQuery = pageQuery.extend({ subjectId: id.optional() });

export const apiKey = z
  .object({
    id,
    name: z.string(),
    prefix: z.string(),
    scopes: z.array(z.string()),
    createdAt: instant,
    lastUsedAt: instant.nullable(),
  })
  .meta({ id: 'ApiKey' });
export const apiKeyPage = pageOf(apiKey, 'ApiKeyPage');
export const API_SCOPES = ['read', 'write'] as const;
export const createApiKey = z
  .strictObject({ name: z.string().trim().min(1).max(80), scopes: z.array(z.enum(API_SCOPES)).min(1) })
  .meta({ id: 'CreateApiKey' });
/** `secret` is shown once and kept only as a hash. */
export const createdApiKey = z.object({ key: apiKey, secret: z.string() }).meta({ id: 'CreatedApiKey' });
