import { type Database, statement, type Tx } from '#lib/database';
import type { InvitationRow } from './invitations.repository.js';

/** An invitation as the holder of its link sees it. */
export interface OpenedInvitation extends Omit<InvitationRow, 'path' | 'createdAt'> {
  organisationName: string;
}

const OFFER = statement<{ tokenHash: string }, OpenedInvitation>(`
  SELECT i.id, i.organisation_id AS "organisationId", o.name AS "organisationName", i.email, i.name, i.role,
    i.establishment_id AS "establishmentId", e.name AS "establishmentName",
    i.invited_by AS "invitedBy", i.expires_at AS "expiresAt"
  FROM invitation i
  JOIN organisation o ON o.id = i.organisation_id
  JOIN establishment e
    ON e.organisation_id = i.organisation_id
    AND e.id = i.establishment_id
  WHERE i.token_hash = :tokenHash
    AND i.expires_at > now()`);

/** Undefined for an unknown or expired link. */
export const findByToken = (database: Database, tokenHash: string): Promise<OpenedInvitation | undefined> =>
  OFFER.row(database, { tokenHash });

const TAKE = statement<{ id: string }>(`
  WITH taken AS (
    DELETE FROM invitation
    WHERE id = :id
      AND expires_at > now()
    RETURNING id
  )
  SELECT id FROM taken`);

/**
 * Uses an invitation up. @returns false when it has expired, was revoked or used; of two concurrent calls, one
 * succeeds
 */
export const takeInvitation = async (tx: Tx, id: string): Promise<boolean> =>
  (await TAKE.row(tx, { id })) !== undefined;
