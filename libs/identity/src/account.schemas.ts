import { z } from 'zod';
import { id, instant, pageOf } from '#lib/kernel';
import { displayName } from './people/display-name.js';

const typed = z.string().min(1).max(1000);

export const changeMe = z.strictObject({ name: displayName }).meta({ id: 'ChangeMe' });
export const chooseOrganisation = z.strictObject({ organisationId: id }).meta({ id: 'ChooseOrganisation' });

export const changePassword = z
  .strictObject({
    currentPassword: typed,
    /** 12 to 128 characters, none of the 10,000 most common, not the person's own name or address. */
    newPassword: typed,
    /** Whether the person's API keys are revoked too. Their other sessions always end. */
    revokeApiKeys: z.boolean().default(false),
  })
  .meta({ id: 'ChangePassword' });
export const askPasswordReset = z
  .strictObject({ email: z.email().max(254) })
  .meta({ id: 'AskPasswordReset' });
export const openPasswordReset = z
  .object({ email: z.string(), name: z.string() })
  .meta({ id: 'OpenPasswordReset' });
export const resetPassword = z
  .strictObject({ password: typed, revokeApiKeys: z.boolean().default(false) })
  .meta({ id: 'ResetPassword' });

export const session = z
  .object({
    id: z.string(),
    /** The browser's own description of itself. */
    device: z.string(),
    address: z.string(),
    method: z.string(),
    createdAt: instant,
    lastSeenAt: instant,
    expiresAt: instant,
    current: z.boolean(),
  })
  .meta({ id: 'Session' });
export const sessionPage = pageOf(session, 'SessionPage');

export const proof = z.strictObject({ password: typed }).meta({ id: 'PasswordProof' });
/** Shown once: the codes are stored encrypted, and each works once. */
export const twoFactorSetup = z
  .object({
    totpUri: z.string().nullable(),
    recoveryCodes: z.array(z.string()).nullable(),
    secretsWithheld: z.boolean().optional(),
  })
  .meta({ id: 'TwoFactorSetup' });
export const recoveryCodes = z
  .object({ recoveryCodes: z.array(z.string()).nullable(), secretsWithheld: z.boolean().optional() })
  .meta({ id: 'RecoveryCodes' });
export const confirmTwoFactor = z
  .strictObject({ code: z.string().min(1).max(20) })
  .meta({ id: 'ConfirmTwoFactor' });

export const passkey = z
  .object({ id, name: z.string(), createdAt: instant, lastUsedAt: instant.nullable() })
  .meta({ id: 'Passkey' });
export const passkeyPage = pageOf(passkey, 'PasskeyPage');
/** Options for the browser's navigator.credentials, in WebAuthn's JSON form. */
export const passkeyOptions = z
  .object({ token: z.string(), options: z.record(z.string(), z.unknown()) })
  .meta({ id: 'PasskeyOptions' });
export const addPasskey = z
  .strictObject({ token: typed, name: displayName, response: z.record(z.string(), z.unknown()) })
  .meta({ id: 'AddPasskey' });
export const usePasskey = z
  .strictObject({ token: typed, response: z.record(z.string(), z.unknown()) })
  .meta({ id: 'UsePasskey' });

export const SECURITY_EVENTS = [
  'sign_in',
  'sign_in_refused',
  'sign_out',
  'password_changed',
  'password_refused',
  'password_reset_asked',
  'password_reset',
  'two_factor_on',
  'two_factor_off',
  'two_factor_refused',
  'recovery_codes_made',
  'passkey_added',
  'passkey_removed',
  'session_ended',
  'sessions_ended',
  'api_key_created',
  'api_key_removed',
  'renamed',
  'invited',
  'member_joined',
  'role_changed',
  'member_removed',
] as const;
export type SecurityEventKind = (typeof SECURITY_EVENTS)[number];
export const securityEvent = z
  .object({
    id,
    at: instant,
    kind: z.enum(SECURITY_EVENTS),
    userId: z.string(),
    name: z.string(),
    email: z.string(),
    address: z.string().nullable(),
    device: z.string().nullable(),
    /** Who did it, when it was somebody else. */
    actorId: z.string().nullable(),
    actorName: z.string().nullable(),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'SecurityEvent' });
export const securityPage = pageOf(securityEvent, 'SecurityPage');
