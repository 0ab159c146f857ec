import i18next from 'i18next';
import { ApiError, toApiError } from '../../shared/api/api-error';

const post = async (path: string, body: unknown): Promise<void> => {
  const response = await fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', 'accept-language': i18next.language },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new ApiError(0, 'network', '');
  });
  if (!response.ok) throw toApiError(response.status, await response.json().catch(() => null));
};

/** Opens a session; the cookie is the server's business. */
export const signIn = (email: string, password: string): Promise<void> =>
  post('/api/auth/sign-in/email', { email, password });

export const signOut = (): Promise<void> => post('/api/auth/sign-out', {});
