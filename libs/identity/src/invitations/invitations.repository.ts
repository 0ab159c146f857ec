import { type Database, statement, type Tx } from '#lib/database';
import { newId } from '#lib/kernel';
import type { Principal } from '../access/principal.js';
import { IS_VISIBLE } from '../access/target-establishment.repository.js';
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
  JOIN establishment e
    ON e.organisation_id = i.organisation_id
    AND e.id = i.establishment_id`;

const OPEN = statement<{ nodes: string[] | null }, InvitationRow>(`${SELECT}
  WHERE i.expires_at > now()
    AND ${IS_VISIBLE}
  ORDER BY i.created_at DESC LIMIT ${MOST}`);

/** Invitations that can still be accepted, the latest first. @param nodes null for the whole organisation */
export const findOpenInvitations = (tx: Tx, nodes: string[] | null): Promise<InvitationRow[]> =>
  OPEN.rows(tx, { nodes });

const ONE = statement<{ id: string }, InvitationRow>(`${SELECT}
  WHERE i.id = :id`);

export const findInvitation = (tx: Tx, id: string): Promise<InvitationRow | undefined> => ONE.row(tx, { id });

const LOCK = statement<{ id: string }, InvitationRow>(`${SELECT}
  WHERE i.id = :id
  FOR UPDATE OF i`);

/** One invitation, locked until the transaction ends. */
export const lockInvitation = (tx: Tx, id: string): Promise<InvitationRow | undefined> =>
  LOCK.row(tx, { id });

interface NewInvitation extends Pick<
  InvitationRow,
  'organisationId' | 'id' | 'email' | 'name' | 'role' | 'establishmentId' | 'invitedBy'
> {
  tokenHash: string;
}

/** One invitation per address and establishment: a new one replaces the role and link of the older one. */
const INVITE = statement<NewInvitation, { id: string }>(`
  INSERT INTO invitation AS i
    (organisation_id, id, email, name, role, establishment_id, token_hash, invited_by, expires_at)
  VALUES (:organisationId, :id, :email, :name, :role, :establishmentId, :tokenHash, :invitedBy, now() + ${LIVES})
  ON CONFLICT ON CONSTRAINT invitation_once DO UPDATE SET
    name = excluded.name, role = excluded.role, token_hash = excluded.token_hash,
    invited_by = excluded.invited_by, expires_at = excluded.expires_at
  RETURNING id`);

/** @param tokenHash of the link's token, which is not stored @returns the id of the invitation */
export async function writeInvitation(
  tx: Tx,
  who: Pick<Principal, 'organisationId' | 'userId'>,
  invited: { email: string; name: string; role: Role; establishmentId: string },
  tokenHash: string,
): Promise<string> {
  const { organisationId, userId: invitedBy } = who;
  const made = await INVITE.row(tx, { ...invited, organisationId, id: newId(), tokenHash, invitedBy });
  return made?.id ?? '';
}

const RENEW = statement<{ id: string; tokenHash: string }>(
  `UPDATE invitation SET token_hash = :tokenHash, expires_at = now() + ${LIVES} WHERE id = :id`,
);

/** Replaces the link of an invitation and restarts its validity. */
export async function renewInvitation(tx: Tx, id: string, tokenHash: string): Promise<void> {
  await RENEW.rows(tx, { id, tokenHash });
}

export async function deleteInvitation(tx: Tx, id: string): Promise<void> {
  await tx.delete(Invitation, { id });
}

/** Revokes the invitations of a person who may no longer invite: an open link of theirs would let them back in. */
export async function takeInvitationsBack(tx: Tx, userId: string): Promise<void> {
  await tx.delete(Invitation, { invitedBy: userId });
}

/** An address at an establishment. */
interface Invitee {
  organisationId: string;
  establishmentId: string;
  email: string;
}

const MEMBER_THERE = statement<Invitee>(`
  SELECT 1 FROM member m
  JOIN auth."user" u ON u.id = m.user_id
  WHERE m.organisation_id = :organisationId
    AND m.establishment_id = :establishmentId
    AND u.email = :email`);

/** Whether an address already has a role at an establishment. */
export const isMemberThere = async (
  database: Database,
  organisationId: string,
  establishmentId: string,
  email: string,
): Promise<boolean> =>
  (await MEMBER_THERE.row(database, { organisationId, establishmentId, email })) !== undefined;

const NAME = statement<{ id: string }, { name: string }>('SELECT name FROM organisation WHERE id = :id');

export async function nameOfOrganisation(tx: Tx, id: string): Promise<string> {
  return (await NAME.row(tx, { id }))?.name ?? '';
}
