import i18next from 'i18next';
import { ApiError, toApiError } from '../api/api-error';

const post = async (path: string, body: unknown): Promise<unknown> => {
  const response = await fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', 'accept-language': i18next.language },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new ApiError(0, 'network', '');
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw toApiError(response.status, answer);
  return answer;
};

/**
 * Opens a session; the server sets its cookie.
 * @returns `code` when the password was right and a code is needed too
 */
export async function signIn(email: string, password: string): Promise<'in' | 'code'> {
  const answer = await post('/api/auth/sign-in/email', { email, password });
  const half = typeof answer === 'object' && answer !== null && 'twoFactorRedirect' in answer;
  return half ? 'code' : 'in';
}

/** The second step of signing in. */
export const giveCode = (code: string, recovery: boolean): Promise<unknown> =>
  post(`/api/auth/two-factor/${recovery ? 'verify-backup-code' : 'verify-totp'}`, { code: code.trim() });

export const signOut = (): Promise<unknown> => post('/api/auth/sign-out', {});
