import { statement, type Tx } from '#lib/database';
import { invalid } from '#lib/kernel';
import type { Permission } from '../rules/permissions.js';
import { type Principal, requireAt, visibleNodes } from './principal.js';

/** SQL condition for establishments (`e`) within a person's reach. The value `:nodes` is null for all. */
export const IS_VISIBLE = '(:nodes::uuid[] IS NULL OR e.path && :nodes)';

/** An establishment for something new. */
export interface TargetEstablishment {
  id: string;
  /** Establishments from the root to this one. */
  path: string[];
  timeZone: string;
}

const FIND = statement<{ id: string; nodes: string[] | null }, TargetEstablishment>(`
  SELECT e.id, e.path, e.time_zone AS "timeZone"
  FROM establishment e
  WHERE e.id = :id
    AND ${IS_VISIBLE}`);

/**
 * The establishment that a person named in `establishmentId`. One that they do not see is as unknown as one that
 * does not exist.
 * @param evenUnseen whether one that they do not see is refused as forbidden instead
 * @throws DomainError 422 for one that they do not see, 403 without the permission there
 */
export async function targetEstablishment(
  tx: Tx,
  who: Principal,
  id: string,
  permission: Permission,
  { evenUnseen = false } = {},
): Promise<TargetEstablishment> {
  const found = await FIND.row(tx, { id, nodes: evenUnseen ? null : visibleNodes(who) });
  if (!found) throw invalid([{ path: 'establishmentId', code: 'unknown_reference' }]);
  requireAt(who, found.path, permission);
  return found;
}
