import type { Tx } from '#lib/database';
import { type Principal, requireAt } from '#lib/identity';
import { type ChannelRow, getChannel, lockChannel } from '../channels.repository.js';

/** A channel that the person manages. @throws DomainError 404, 403 */
export async function getManaged(tx: Tx, who: Principal, id: string): Promise<ChannelRow> {
  const row = await getChannel(tx, id);
  requireAt(who, row.path, 'channel.manage');
  return row;
}

/** As {@link getManaged}, locked until the transaction ends. @throws DomainError 404, 403 */
export async function lockManaged(tx: Tx, who: Principal, id: string): Promise<ChannelRow> {
  const row = await lockChannel(tx, id);
  requireAt(who, row.path, 'channel.manage');
  return row;
}
