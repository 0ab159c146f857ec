import type { Database, Tx } from '#lib/database';
import { newId } from '#lib/kernel';
import type { Principal } from '../access/principal.js';
import { Invitation } from '../invitation.entity.js';
import type { Role } from '../rules/permissions.js';

/** An offered role. */
export interface InvitationRow {
  id: string;
  organisationId: string;
  email: string;
  name: string;
  role: Role;
  establishmentId: string;
  establishmentName: string;
  /** Establishments from the root to the one where the role will be held. */
  path: string[];
  /** Account id. */
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
}

/** How long a link is valid. */
const LIVES = `interval '7 days'`;
/** Rows at most in a list. */
const MOST = 500;

const SELECT = `
  SELECT i.id, i.organisation_id AS "organisationId", i.email, i.name, i.role,
    i.establishment_id AS "establishmentId", e.name AS "establishmentName", e.path,
    i.invited_by AS "invitedBy", i.created_at AS "createdAt", i.expires_at AS "expiresAt"
  FROM invitation i
  JOIN establishment e ON e.organisation_id = i.organisation_id AND e.id = i.establishment_id`;

/** Invitations that can still be accepted, the latest first. @param nodes null for the whole organisation */
export const findOpenInvitations = (tx: Tx, nodes: string[] | null): Promise<InvitationRow[]> =>
  tx.query(
    `${SELECT}
     WHERE i.expires_at > now() AND ($1::uuid[] IS NULL OR e.path && $1)
     ORDER BY i.created_at DESC LIMIT ${MOST}`,
    [nodes],
  );

export async function findInvitation(tx: Tx, id: string): Promise<InvitationRow | undefined> {
  return (await tx.query<InvitationRow[]>(`${SELECT} WHERE i.id = $1`, [id]))[0];
}

/** One invitation, locked until the transaction ends. */
export async function lockInvitation(tx: Tx, id: string): Promise<InvitationRow | undefined> {
  return (await tx.query<InvitationRow[]>(`${SELECT} WHERE i.id = $1 FOR UPDATE OF i`, [id]))[0];
}

/** One invitation per address and establishment: a new one replaces the role and link of the older one. */
const INVITE = `
  INSERT INTO invitation AS i
    (organisation_id, id, email, name, role, establishment_id, token_hash, invited_by, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() + ${LIVES})
  ON CONFLICT ON CONSTRAINT invitation_once DO UPDATE SET
    name = excluded.name, role = excluded.role, token_hash = excluded.token_hash,
    invited_by = excluded.invited_by, expires_at = excluded.expires_at
  RETURNING id`;

/** @param tokenHash of the link's token, which is not stored @returns the id of the invitation */
export async function writeInvitation(
  tx: Tx,
  who: Pick<Principal, 'organisationId' | 'userId'>,
  invited: { email: string; name: string; role: Role; establishmentId: string },
  tokenHash: string,
): Promise<string> {
  const { email, name, role, establishmentId } = invited;
  const values = [who.organisationId, newId(), email, name, role, establishmentId, tokenHash, who.userId];
  const [made] = await tx.query<{ id: string }[]>(INVITE, values);
  return made?.id ?? '';
}

const RENEW = `UPDATE invitation SET token_hash = $2, expires_at = now() + ${LIVES} WHERE id = $1`;

/** Replaces the link of an invitation and restarts its validity. */
export async function renewInvitation(tx: Tx, id: string, tokenHash: string): Promise<void> {
  await tx.query(RENEW, [id, tokenHash]);
}

export async function deleteInvitation(tx: Tx, id: string): Promise<void> {
  await tx.delete(Invitation, { id });
}

/** Revokes the invitations of a person who may no longer invite: an open link of theirs would let them back in. */
export async function takeInvitationsBack(tx: Tx, userId: string): Promise<void> {
  await tx.delete(Invitation, { invitedBy: userId });
}

const MEMBER_THERE = `
  SELECT 1 FROM member m
  JOIN auth."user" u ON u.id = m.user_id
  WHERE m.organisation_id = $1 AND m.establishment_id = $2 AND u.email = $3`;

/** Whether an address already has a role at an establishment. */
export const isMemberThere = async (
  database: Database,
  organisationId: string,
  establishmentId: string,
  email: string,
): Promise<boolean> =>
  (await database.query(MEMBER_THERE, [organisationId, establishmentId, email])).length > 0;

/** Establishments from the root to this one; undefined for an unknown id. */
export async function pathOfEstablishment(tx: Tx, id: string): Promise<string[] | undefined> {
  const rows = await tx.query<{ path: string[] }[]>('SELECT path FROM establishment WHERE id = $1', [id]);
  return rows[0]?.path;
}

export async function nameOfOrganisation(tx: Tx, id: string): Promise<string> {
  const rows = await tx.query<{ name: string }[]>('SELECT name FROM organisation WHERE id = $1', [id]);
  return rows[0]?.name ?? '';
}
