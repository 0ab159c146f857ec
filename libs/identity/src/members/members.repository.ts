import { type Database, statement, type Tx } from '#lib/database';
import { newId } from '#lib/kernel';
import { IS_VISIBLE } from '../access/target-establishment.repository.js';
import { Member } from '../member.entity.js';
import type { Role } from '../rules/permissions.js';

/** A role of a person. Names and addresses are in the schema of accounts, which no organisation can read. */
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
  JOIN establishment e
    ON e.organisation_id = m.organisation_id
    AND e.id = m.establishment_id`;

const BELOW = statement<{ nodes: string[] | null }, MemberRow>(`${SELECT}
  WHERE ${IS_VISIBLE}
  ORDER BY e.path, m.created_at`);

/** Every role below some nodes. @param nodes null for the whole organisation */
export const findMembers = (tx: Tx, nodes: string[] | null): Promise<MemberRow[]> =>
  BELOW.rows(tx, { nodes });

const OF_PERSON = statement<{ userId: string }, MemberRow>(`${SELECT}
  WHERE m.user_id = :userId`);

/** Every role of one person in the organisation. */
export const rolesOf = (tx: Tx, userId: string): Promise<MemberRow[]> => OF_PERSON.rows(tx, { userId });

const LOCK = statement<{ id: string }, MemberRow>(`${SELECT}
  WHERE m.id = :id
  FOR UPDATE OF m`);

/** One role, locked until the transaction ends; undefined when there is none. */
export const lockMember = (tx: Tx, id: string): Promise<MemberRow | undefined> => LOCK.row(tx, { id });

export async function setRole(
  tx: Tx,
  { organisationId, id }: Pick<MemberRow, 'organisationId' | 'id'>,
  role: Role,
): Promise<void> {
  await tx.update(Member, { organisationId, id }, { role });
}

/** A role to give. */
type NewRole = Pick<Member, 'organisationId' | 'userId' | 'establishmentId' | 'role'>;

const ADD = statement<NewRole & { id: string }, { id: string }>(`
  INSERT INTO member (organisation_id, id, user_id, establishment_id, role)
  VALUES (:organisationId, :id, :userId, :establishmentId, :role)
  ON CONFLICT ON CONSTRAINT member_once DO NOTHING
  RETURNING id`);

/** Gives a role. @returns its id; undefined for somebody who has a role there, which stays unchanged */
export async function addMember(tx: Tx, added: NewRole): Promise<string | undefined> {
  return (await ADD.row(tx, { ...added, id: newId() }))?.id;
}

const LAST_KEYS = statement<{ userId: string }>(`
  DELETE FROM api_key
  WHERE user_id = :userId
    AND NOT EXISTS (SELECT 1 FROM member m WHERE m.user_id = :userId)`);

/** Removes a role; with a person's last role in the organisation, also their keys to it. */
export async function deleteMember(tx: Tx, { organisationId, id, userId }: MemberRow): Promise<void> {
  await tx.delete(Member, { organisationId, id });
  await LAST_KEYS.rows(tx, { userId });
}

const OTHER_ADMINS = statement<{ id: string }>(`
  SELECT 1 FROM member m
  JOIN establishment e
    ON e.organisation_id = m.organisation_id
    AND e.id = m.establishment_id
  WHERE m.role = 'admin'
    AND e.parent_id IS NULL
    AND m.id <> :id
  FOR UPDATE OF m`);

/** Whether somebody else administers the whole organisation; their row is locked until the transaction ends. */
export const isAdministeredByOthers = async (tx: Tx, id: string): Promise<boolean> =>
  (await OTHER_ADMINS.row(tx, { id })) !== undefined;

const ELSEWHERE = statement<{ userId: string; organisationId: string }>(`
  SELECT 1 FROM member
  WHERE user_id = :userId
    AND organisation_id <> :organisationId
  LIMIT 1`);

/** Whether a person has a role in another organisation, too. */
export const hasRoleElsewhere = async (
  database: Database,
  userId: string,
  organisationId: string,
): Promise<boolean> => (await ELSEWHERE.row(database, { userId, organisationId })) !== undefined;
