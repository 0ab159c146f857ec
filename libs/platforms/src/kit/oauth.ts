import { z } from 'zod';
import type { PlatformResponse } from './http.js';
import type { PlatformErrorDetail } from '../rules/outcome.js';

const oauthError = z.object({ error: z.string().min(1), error_description: z.string().catch('') });
/** Codes that mean the grant itself is invalid; all others concern the application's settings. */
const GRANT_GONE = new Set(['invalid_grant', 'expired_token', 'access_denied']);
const BUSY = new Set(['temporarily_unavailable', 'server_error']);

/** Refusals of a token endpoint (RFC 6749, section 5.2); TikTok sends them with status 200. */
export function oauthFailure(_response: PlatformResponse, body: unknown): PlatformErrorDetail | null {
  const parsed = oauthError.safeParse(body);
  if (!parsed.success) return null;
  const { error: code, error_description: message } = parsed.data;
  if (BUSY.has(code)) return { class: 'transient', cause: 'network', code, message, refused: true };
  return GRANT_GONE.has(code)
    ? { class: 'auth', cause: 'network', code, message, refused: true, hint: 'reconnect' }
    : { class: 'permanent', cause: 'network', code, message, refused: true, hint: 'operator_app' };
}
