import { z } from 'zod';
import { id, instant, pageOf, pageQuery } from '#lib/kernel';
import { displayName } from './people/display-name.js';
import { LONGEST_KEY_NAME } from './rules/limits.js';
import { API_SCOPES, type ApiScope, ROLES } from './rules/permissions.js';

export const role = z.enum(ROLES).meta({ id: 'Role' });

export const me = z
  .object({
    user: z.object({
      id: z.string(),
      name: z.string(),
      email: z.string(),
      twoFactor: z.boolean(),
      passkeys: z.number(),
    }),
    organisation: z.object({
      id,
      name: z.string(),
      timeZone: z.string(),
      requireOtherApprover: z.boolean(),
      lateLimitMinutes: z.number(),
      requireTwoFactor: z.boolean(),
    }),
    /** Every organisation of the person; the session works in `organisation`. */
    organisations: z.array(z.object({ id, name: z.string() })),
    /** What must be done first: every other route answers 403 with this code. */
    pending: z.enum(['password_change_required', 'two_factor_required']).nullable(),
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
    /** Their name until they enter it themselves. */
    name: displayName.optional(),
    role,
    establishmentId: id,
  })
  .meta({ id: 'AddMember' });
export const invitation = z
  .object({
    id,
    email: z.string(),
    name: z.string(),
    role,
    establishmentId: id,
    establishmentName: z.string(),
    invitedBy: z.string(),
    createdAt: instant,
    expiresAt: instant,
  })
  .meta({ id: 'Invitation' });
export const invitationPage = pageOf(invitation, 'InvitationPage');
/**
 * The same whether or not the address has an account. `link` is shown once, and only when no mail server is
 * configured: a replay by Idempotency-Key has null, with `secretsWithheld: true`.
 */
export const sentInvitation = z
  .object({
    invitation,
    delivery: z.enum(['mail', 'mail_failed', 'link']),
    link: z.string().nullable(),
    secretsWithheld: z.boolean().optional(),
  })
  .meta({ id: 'SentInvitation' });
export const openInvitation = z
  .object({
    organisation: z.string(),
    establishment: z.string(),
    role,
    email: z.string(),
    name: z.string(),
    invitedBy: z.string(),
    expiresAt: instant,
  })
  .meta({ id: 'OpenInvitation' });
export const acceptInvitation = z
  .strictObject({ name: displayName.optional(), password: z.string().max(1000).optional() })
  .meta({ id: 'AcceptInvitation' });
/** `link` as in SentInvitation. */
export const passwordLink = z
  .object({ link: z.string().nullable(), expiresAt: instant, secretsWithheld: z.boolean().optional() })
  .meta({ id: 'PasswordLink' });
export const changeMember = z.strictObject({ role }).meta({ id: 'ChangeMember' });

export const auditEntry = z
  .object({
    id: z.string(),
    at: instant,
    /** The name at that time; the account and its address distinguish people of the same name. */
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
    /** The person who created it. */
    owner: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  })
  .meta({ id: 'ApiKey' });
export const apiKeyPage = pageOf(apiKey, 'ApiKeyPage');
/** Scopes of a key, by kind of act. None lets a key create keys, members or administrators. */
/** Older scope for scripts that write posts. It never includes approving. */
export const WRITE_SCOPE: readonly ApiScope[] = ['posts', 'publish', 'media'];
export const createApiKey = z
  .strictObject({
    name: z.string().trim().min(1).max(LONGEST_KEY_NAME),
    /** `write` stands for `posts, publish, media`. */
    scopes: z.array(z.enum([...API_SCOPES, 'write'])).min(1),
    /** At most 366 days ahead; 90 days from now when absent. */
    expiresAt: instant.optional(),
  })
  .meta({ id: 'CreateApiKey' });
/**
 * `secret` is shown once and stored only as a hash: a replay by Idempotency-Key has null for it, with
 * `secretsWithheld: true`.
 */
export const createdApiKey = z
  .object({ key: apiKey, secret: z.string().nullable(), secretsWithheld: z.boolean().optional() })
  .meta({ id: 'CreatedApiKey' });
export const apiKeyQuery = z.object({
  /** Keys of everybody in the organisation; only for its administrators. */
  everyone: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
});
