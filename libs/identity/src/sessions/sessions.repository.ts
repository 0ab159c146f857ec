import type { Database } from '#lib/database';
import type { SignInMethod } from '../auth/auth.js';

// better-auth's own table and column names. better-auth opens sessions and finds them by their cookie.

/** An open session, as its person sees it. */
export interface SessionRow {
  id: string;
  ipAddress: string | null;
  userAgent: string | null;
  method: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
}

/** Rows at most in a list. */
const MOST = 200;

/** $1 the account. */
const OPEN = `
  SELECT id, "ipAddress", "userAgent", method, "createdAt", "lastSeenAt", "expiresAt"
  FROM auth.session
  WHERE "userId" = $1
    AND "expiresAt" > now()
  ORDER BY "lastSeenAt" DESC LIMIT ${MOST}`;

/** A person's open sessions, the last used one first. */
export const findOpenSessions = (database: Database, userId: string): Promise<SessionRow[]> =>
  database.query<SessionRow>(OPEN, [userId]);

/** $1 the session. */
const SEEN = 'UPDATE auth.session SET "lastSeenAt" = now() WHERE id = $1';

/** Notes that a session is in use. */
export async function noteUse(database: Database, id: string): Promise<void> {
  await database.query(SEEN, [id]);
}

/** $1 the session's token, $2 the method. */
const METHOD = 'UPDATE auth.session SET method = $2 WHERE token = $1';

/** Notes how the person of a session proved their identity. */
export async function noteMethod(database: Database, token: string, method: SignInMethod): Promise<void> {
  await database.query(METHOD, [token, method]);
}

/** $1 the session, $2 organisation. */
const CHOOSE = 'UPDATE auth.session SET "organisationId" = $2 WHERE id = $1';

/** Switches a session to another organisation. */
export async function chooseOrganisation(
  database: Database,
  id: string | undefined,
  organisationId: string,
): Promise<void> {
  await database.query(CHOOSE, [id, organisationId]);
}

/** A statement that ends sessions and answers their ids. */
const end = (...conditions: string[]): string => `
  WITH ended AS (
    DELETE FROM auth.session
    WHERE ${conditions.join('\n      AND ')}
    RETURNING id
  )
  SELECT id FROM ended`;

/** $1 the session. */
const END = end('id = $1');

/** Ends any session. */
export async function endSession(database: Database, id: string): Promise<void> {
  await database.query(END, [id]);
}

/** $1 the account, $2 the session. */
const END_OWN = end('"userId" = $1', 'id = $2');

/** Ends one of a person's sessions. @returns false when they have none of this id */
export const endOwnSession = async (database: Database, userId: string, id: string): Promise<boolean> =>
  (await database.query(END_OWN, [userId, id])).length > 0;

/** $1 the account, $2 the session that stays, or null. */
const END_ALL = end('"userId" = $1', '($2::text IS NULL OR id <> $2)');

/** Ends a person's sessions. @param keptId the one that stays; null for none @returns how many were ended */
export const endSessions = async (
  database: Database,
  userId: string,
  keptId: string | null,
): Promise<number> => (await database.query(END_ALL, [userId, keptId])).length;

/** $1 the account, $2 the token of the session that stays. */
const END_OTHERS = end('"userId" = $1', 'token <> $2');

/** Ends a person's sessions but the one of this token. */
export async function endOtherSessions(database: Database, userId: string, token: string): Promise<void> {
  await database.query(END_OTHERS, [userId, token]);
}
