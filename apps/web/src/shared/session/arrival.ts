import type { Me } from '../api/types';
import { session } from './session';

/** Somebody is signed in. For another person than before, the application is loaded anew. */
export function arrive(me: Me): void {
  if (session.isOf(me.user.id)) session.open(me.user.id);
  else window.location.assign('/');
}

/** Reads who is signed in, without waiting for a sign-in. @returns null when the server did not answer, or another for it */
export async function whoIsThere(): Promise<Me | 'nobody' | null> {
  const response = await fetch('/api/v1/me', { credentials: 'same-origin' }).catch(() => null);
  if (response?.status === 401) return 'nobody';
  if (!response?.ok) return null;
  return response.json().then(
    (me: Me) => me,
    () => null,
  );
}

/** Checks who is signed in now: the session may have ended, or another tab may have signed in. */
export async function lookAgain(): Promise<void> {
  const me = await whoIsThere();
  if (me === 'nobody') session.end();
  else if (me) arrive(me);
}
