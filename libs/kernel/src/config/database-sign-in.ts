import { createHmac } from 'node:crypto';

/** Session role of a connection: for one organisation at a time, or for all. Neither owns anything. */
export type SessionRole = 'lineup_app' | 'lineup_engine';

export interface SignIn {
  name: string;
  password: string;
}

/**
 * Name and password with which this installation's processes sign in for a role. Both are derived from
 * LINEUP_SECRET, so that several installations can share a server without knowing each other's; `lineup migrate`
 * creates them.
 */
export function databaseSignIn(secret: string, role: SessionRole): SignIn {
  const derived = (what: string) =>
    createHmac('sha256', secret).update(`lineup database ${what} ${role}`).digest();
  return {
    name: `${role}_${derived('name').toString('hex').slice(0, 12)}`,
    password: derived('password').toString('base64url'),
  };
}

/** The database's address with another user: the owner's sign-in is not used. */
export function signedInAs(databaseUrl: string, { name, password }: SignIn): string {
  const url = new URL(databaseUrl);
  url.username = name;
  url.password = password;
  return url.href;
}

/** The database's address without a user, for a process that signs in as itself. */
export function signedInAsNobody(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.username = '';
  url.password = '';
  return url.href;
}
