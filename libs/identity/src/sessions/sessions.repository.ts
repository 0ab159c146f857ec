import { type Database, statement } from '#lib/database';
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

const OPEN = statement<{ userId: string }, SessionRow>(`
  SELECT id, "ipAddress", "userAgent", method, "createdAt", "lastSeenAt", "expiresAt"
  FROM auth.session
  WHERE "userId" = :userId
    AND "expiresAt" > now()
  ORDER BY "lastSeenAt" DESC LIMIT ${MOST}`);

/** A person's open sessions, the last used one first. */
export const findOpenSessions = (database: Database, userId: string): Promise<SessionRow[]> =>
  OPEN.rows(database, { userId });

const SEEN = statement<{ id: string }>('UPDATE auth.session SET "lastSeenAt" = now() WHERE id = :id');

/** Notes that a session is in use. */
export async function noteUse(database: Database, id: string): Promise<void> {
  await SEEN.rows(database, { id });
}

const METHOD = statement<{ token: string; method: SignInMethod }>(
  'UPDATE auth.session SET method = :method WHERE token = :token',
);

/** Notes how the person of a session proved their identity. */
export async function noteMethod(database: Database, token: string, method: SignInMethod): Promise<void> {
  await METHOD.rows(database, { token, method });
}

const CHOOSE = statement<{ id: string | null; organisationId: string }>(
  'UPDATE auth.session SET "organisationId" = :organisationId WHERE id = :id',
);

/** Switches a session to another organisation. */
export async function chooseOrganisation(
  database: Database,
  id: string | undefined,
  organisationId: string,
): Promise<void> {
  await CHOOSE.rows(database, { id: id ?? null, organisationId });
}

/** A statement that ends sessions and answers their ids. */
const end = <Values extends object>(...conditions: string[]) =>
  statement<Values, { id: string }>(`
  WITH ended AS (
    DELETE FROM auth.session
    WHERE ${conditions.join('\n      AND ')}
    RETURNING id
  )
  SELECT id FROM ended`);

const END = end<{ id: string }>('id = :id');

/** Ends any session. */
export async function endSession(database: Database, id: string): Promise<void> {
  await END.rows(database, { id });
}

const END_OWN = end<{ userId: string; id: string }>('"userId" = :userId', 'id = :id');

/** Ends one of a person's sessions. @returns false when they have none of this id */
export const endOwnSession = async (database: Database, userId: string, id: string): Promise<boolean> =>
  (await END_OWN.row(database, { userId, id })) !== undefined;

const END_ALL = end<{ userId: string; keptId: string | null }>(
  '"userId" = :userId',
  '(:keptId::text IS NULL OR id <> :keptId)',
);

/** Ends a person's sessions. @param keptId the one that stays; null for none @returns how many were ended */
export const endSessions = async (
  database: Database,
  userId: string,
  keptId: string | null,
): Promise<number> => (await END_ALL.rows(database, { userId, keptId })).length;

const END_OTHERS = end<{ userId: string; token: string }>('"userId" = :userId', 'token <> :token');

/** Ends a person's sessions but the one of this token. */
export async function endOtherSessions(database: Database, userId: string, token: string): Promise<void> {
  await END_OTHERS.rows(database, { userId, token });
}
