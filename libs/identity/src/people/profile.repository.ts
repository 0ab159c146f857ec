import { type Database, type None, statement, type Tx } from '#lib/database';

/** An organisation, as its members see it. */
export interface OrganisationRow {
  id: string;
  name: string;
  timeZone: string;
  requireOtherApprover: boolean;
  lateLimitMinutes: number;
  requireTwoFactor: boolean;
}

const ORGANISATION = statement<None, OrganisationRow>(`
  SELECT id, name, time_zone AS "timeZone", require_other_approver AS "requireOtherApprover",
    late_limit_minutes AS "lateLimitMinutes", require_two_factor AS "requireTwoFactor"
  FROM organisation`);

/** The organisation in force; row-level security hides all others. */
export const organisationInForce = (tx: Tx): Promise<OrganisationRow | undefined> => ORGANISATION.row(tx);

/** Second factors of a person: whether codes are on, and how many passkeys. */
export interface Factors {
  twoFactor: boolean;
  passkeys: number;
}

const FACTORS = statement<{ userId: string }, Factors>(`
  SELECT u."twoFactorEnabled" AS "twoFactor",
    (SELECT count(*)::int FROM auth.passkey p WHERE p.user_id = u.id) AS passkeys
  FROM auth."user" u
  WHERE u.id = :userId`);

export async function factorsOf(database: Database, userId: string): Promise<Factors> {
  return (await FACTORS.row(database, { userId })) ?? { twoFactor: false, passkeys: 0 };
}

const NAMES_AROUND = statement<{ userId: string }, { name: string }>(`
  SELECT DISTINCT u.name
  FROM member mine
  JOIN member m ON m.organisation_id = mine.organisation_id
  JOIN auth."user" u ON u.id = m.user_id
  WHERE mine.user_id = :userId
    AND u.id <> :userId`);

/** Names of everybody else in the person's organisations. */
export const namesAround = async (database: Database, userId: string): Promise<string[]> =>
  (await NAMES_AROUND.rows(database, { userId })).map(({ name }) => name);

const ORGANISATIONS = statement<{ userId: string; only: string | null }, { id: string; name: string }>(`
  SELECT o.id, o.name
  FROM organisation o
  WHERE EXISTS (
      SELECT 1
      FROM member m
      WHERE m.organisation_id = o.id
        AND m.user_id = :userId
    )
    AND (:only::uuid IS NULL OR o.id = :only)
  ORDER BY o.name, o.id`);

/** Organisations where a person has a role, by name. @param only restricts to this one; null for all */
export const findOrganisations = (
  database: Database,
  userId: string,
  only: string | null,
): Promise<{ id: string; name: string }[]> => ORGANISATIONS.rows(database, { userId, only });
