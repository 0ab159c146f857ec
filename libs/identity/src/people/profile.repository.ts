import type { Database, Tx } from '#lib/database';

/** An organisation, as its members see it. */
export interface OrganisationRow {
  id: string;
  name: string;
  timeZone: string;
  requireOtherApprover: boolean;
  lateLimitMinutes: number;
  requireTwoFactor: boolean;
}

const ORGANISATION = `
  SELECT id, name, time_zone AS "timeZone", require_other_approver AS "requireOtherApprover",
    late_limit_minutes AS "lateLimitMinutes", require_two_factor AS "requireTwoFactor"
  FROM organisation`;

/** The organisation in force; row-level security hides all others. */
export async function organisationInForce(tx: Tx): Promise<OrganisationRow | undefined> {
  return (await tx.query<OrganisationRow[]>(ORGANISATION))[0];
}

/** $1 the account. */
const FACTORS = `
  SELECT u."twoFactorEnabled" AS "twoFactor",
    (SELECT count(*)::int FROM auth.passkey p WHERE p.user_id = u.id) AS passkeys
  FROM auth."user" u
  WHERE u.id = $1`;

/** Second factors of a person: whether codes are on, and how many passkeys. */
export async function factorsOf(
  database: Database,
  userId: string,
): Promise<{ twoFactor: boolean; passkeys: number }> {
  const [row] = await database.query<{ twoFactor: boolean; passkeys: number }>(FACTORS, [userId]);
  return row ?? { twoFactor: false, passkeys: 0 };
}

/** $1 the account. */
const NAMES_AROUND = `
  SELECT DISTINCT u.name
  FROM member mine
  JOIN member m ON m.organisation_id = mine.organisation_id
  JOIN auth."user" u ON u.id = m.user_id
  WHERE mine.user_id = $1
    AND u.id <> $1`;

/** Names of everybody else in the person's organisations. */
export const namesAround = async (database: Database, userId: string): Promise<string[]> =>
  (await database.query<{ name: string }>(NAMES_AROUND, [userId])).map(({ name }) => name);

/** $1 the account, $2 the one organisation to look at, or null. */
const ORGANISATIONS = `
  SELECT o.id, o.name
  FROM organisation o
  WHERE EXISTS (SELECT 1 FROM member m WHERE m.organisation_id = o.id AND m.user_id = $1)
    AND ($2::uuid IS NULL OR o.id = $2)
  ORDER BY o.name, o.id`;

/** Organisations where a person has a role, by name. @param only restricts to this one; null for all */
export const findOrganisations = (
  database: Database,
  userId: string,
  only: string | null,
): Promise<{ id: string; name: string }[]> =>
  database.query<{ id: string; name: string }>(ORGANISATIONS, [userId, only]);
