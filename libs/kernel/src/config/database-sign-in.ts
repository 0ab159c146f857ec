import { createHmac } from 'node:crypto';

/** What a process may be to the database: of one organisation at a time, or of all of them. Neither owns anything. */
export type SessionRole = 'lineup_app' | 'lineup_engine';

export interface SignIn {
  name: string;
  password: string;
}

/**
 * The name and password under which this installation's processes sign in for a role. Both are derived from
 * LINEUP_SECRET, so that several installations may live on one server and none knows another's; `lineup migrate` makes them.
 */
export function databaseSignIn(secret: string, role: SessionRole): SignIn {
  const derived = (what: string) =>
    createHmac('sha256', secret).update(`lineup database ${what} ${role}`).digest();
  return {
    name: `${role}_${derived('name').toString('hex').slice(0, 12)}`,
    password: derived('password').toString('base64url'),
  };
}

/** The address of the database with another person at the door: whoever owns it stays outside. */
export function signedInAs(databaseUrl: string, { name, password }: SignIn): string {
  const url = new URL(databaseUrl);
  url.username = name;
  url.password = password;
  return url.href;
}

/** The address of the database without anybody's name: all that a process needs which signs in as itself. */
export function signedInAsNobody(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.username = '';
  url.password = '';
  return url.href;
}
