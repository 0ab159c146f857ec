import type { Me } from '../api/types';
import { session } from './session';

/** Somebody is signed in. For another person than the one this page belongs to, everything starts afresh. */
export function arrive(me: Me): void {
  if (session.isOf(me.user.id)) session.open(me.user.id);
  else window.location.assign('/');
}

/** Asks who is signed in, without waiting for anybody. @returns null when it could not be asked */
export async function whoIsThere(): Promise<Me | 'nobody' | null> {
  const response = await fetch('/api/v1/me', { credentials: 'same-origin' }).catch(() => null);
  if (response?.status === 401) return 'nobody';
  return response?.ok ? ((await response.json()) as Me) : null;
}

/** Looks who is signed in now: the session may have ended, or another tab may have begun one. */
export async function lookAgain(): Promise<void> {
  const me = await whoIsThere();
  if (me === 'nobody') session.end();
  else if (me) arrive(me);
}
