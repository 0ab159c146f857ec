import type { Tx } from '#lib/database';
import { notFound } from '#lib/kernel';
import { type Principal, requireAt } from '../access/principal.js';
import { findInvitation, type InvitationRow, lockInvitation } from './invitations.repository.js';

/** An invitation that the person manages, locked until the transaction ends. @throws DomainError 404, 403 */
export async function lockManaged(tx: Tx, who: Principal, id: string): Promise<InvitationRow> {
  const row = await lockInvitation(tx, id);
  if (!row) throw notFound('invitation');
  requireAt(who, row.path, 'member.manage');
  return row;
}

/** An invitation as it was just written. @throws DomainError 404 */
export async function getInvitation(tx: Tx, id: string): Promise<InvitationRow> {
  const row = await findInvitation(tx, id);
  if (!row) throw notFound('invitation');
  return row;
}
