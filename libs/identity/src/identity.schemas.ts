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
    /** The name as it was then; the account and its address tell people of one name apart. */
    actor: z.string(),
    actorId: z.string().nullable(),
    actorEmail: z.string().nullable(),
    /** The API key that acted for them; null for their own session. */
    apiKey: z.object({ id, name: z.string() }).nullable(),
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
    expiresAt: instant,
    lastUsedAt: instant.nullable(),
  })
  .meta({ id: 'ApiKey' });
export const apiKeyPage = pageOf(apiKey, 'ApiKeyPage');
/** What a key may be given, by kind of act. Nothing lets one make keys, members or administrators. */
export const API_SCOPES = [
  'read',
  'posts',
  'publish',
  'approve',
  'media',
  'channels',
  'brand',
  'organisation',
] as const;
export type ApiScope = (typeof API_SCOPES)[number];
/** An older word for what a script that writes posts needs. Approving is never in it. */
export const WRITE_SCOPE: readonly ApiScope[] = ['posts', 'publish', 'media'];
export const createApiKey = z
  .strictObject({
    name: z.string().trim().min(1).max(80),
    /** `write` stands for `posts, publish, media`. */
    scopes: z.array(z.enum([...API_SCOPES, 'write'])).min(1),
    /** At most 366 days ahead; 90 days from now when absent. */
    expiresAt: instant.optional(),
  })
  .meta({ id: 'CreateApiKey' });
/** `secret` is shown once and kept only as a hash. */
export const createdApiKey = z.object({ key: apiKey, secret: z.string() }).meta({ id: 'CreatedApiKey' });
