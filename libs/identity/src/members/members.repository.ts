import type { Database, Tx } from '#lib/database';
import { newId } from '#lib/kernel';
import { Member } from '../member.entity.js';
import type { Role } from '../rules/permissions.js';

/** A role of a person. Names and addresses are in the schema of accounts, which tenants cannot read. */
export interface MemberRow {
  id: string;
  organisationId: string;
  userId: string;
  role: Role;
  establishmentId: string;
  establishmentName: string;
  /** Establishments from the root to the one where the role is held. */
  path: string[];
  createdAt: Date;
}

const SELECT = `
  SELECT m.id, m.organisation_id AS "organisationId", m.user_id AS "userId", m.role,
    m.establishment_id AS "establishmentId", m.created_at AS "createdAt", e.name AS "establishmentName", e.path
  FROM member m
  JOIN establishment e ON e.organisation_id = m.organisation_id AND e.id = m.establishment_id`;

/** Every role below some nodes. @param nodes null for the whole organisation */
export const findMembers = (tx: Tx, nodes: string[] | null): Promise<MemberRow[]> =>
  tx.query(
    `${SELECT}
     WHERE $1::uuid[] IS NULL OR e.path && $1
     ORDER BY e.path, m.created_at`,
    [nodes],
  );

/** Every role of one person in the organisation. */
export const rolesOf = (tx: Tx, userId: string): Promise<MemberRow[]> =>
  tx.query(`${SELECT} WHERE m.user_id = $1`, [userId]);

/** One role, locked until the transaction ends; undefined when there is none. */
export async function lockMember(tx: Tx, id: string): Promise<MemberRow | undefined> {
  const rows = await tx.query<MemberRow[]>(`${SELECT} WHERE m.id = $1 FOR UPDATE OF m`, [id]);
  return rows[0];
}

export async function setRole(
  tx: Tx,
  { organisationId, id }: Pick<MemberRow, 'organisationId' | 'id'>,
  role: Role,
): Promise<void> {
  await tx.update(Member, { organisationId, id }, { role });
}

/** $1 organisation, $2 id, $3 account, $4 establishment, $5 role. */
const ADD = `
  INSERT INTO member (organisation_id, id, user_id, establishment_id, role)
  VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT ON CONSTRAINT member_once DO NOTHING
  RETURNING id`;

/** Gives a role. @returns its id; undefined for somebody who has a role there, which stays unchanged */
export async function addMember(
  tx: Tx,
  added: Pick<Member, 'organisationId' | 'userId' | 'establishmentId' | 'role'>,
): Promise<string | undefined> {
  const { organisationId, userId, establishmentId, role } = added;
  const values = [organisationId, newId(), userId, establishmentId, role];
  return (await tx.query<{ id: string }[]>(ADD, values))[0]?.id;
}

const LAST_KEYS = `
  DELETE FROM api_key
  WHERE user_id = $1 AND NOT EXISTS (SELECT 1 FROM member m WHERE m.user_id = $1)`;

/** Removes a role; with a person's last role in the organisation, also their keys to it. */
export async function deleteMember(tx: Tx, { organisationId, id, userId }: MemberRow): Promise<void> {
  await tx.delete(Member, { organisationId, id });
  await tx.query(LAST_KEYS, [userId]);
}

const OTHER_ADMINS = `
  SELECT 1 FROM member m
  JOIN establishment e ON e.organisation_id = m.organisation_id AND e.id = m.establishment_id
  WHERE m.role = 'admin' AND e.parent_id IS NULL AND m.id <> $1
  FOR UPDATE OF m`;

/** Whether somebody else administers the whole organisation; their row is locked until the transaction ends. */
export const isAdministeredByOthers = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.query<unknown[]>(OTHER_ADMINS, [id])).length > 0;

const ELSEWHERE = 'SELECT 1 FROM member WHERE user_id = $1 AND organisation_id <> $2 LIMIT 1';

/** Whether a person has a role in another organisation, too. */
export const hasRoleElsewhere = async (
  database: Database,
  userId: string,
  organisationId: string,
): Promise<boolean> => (await database.query(ELSEWHERE, [userId, organisationId])).length > 0;
