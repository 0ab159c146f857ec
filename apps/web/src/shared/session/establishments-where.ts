import { type Permission, roleMay } from '#rules/identity';
import type { Establishment, Me } from '../api/types';

/**
 * Establishments where a person may do something, the topmost first, as the server's default is: those where they hold
 * a role that allows it, and all below.
 */
export function establishmentsWhere<E extends Pick<Establishment, 'id' | 'parentId' | 'depth'>>(
  establishments: readonly E[],
  grants: readonly Pick<Me['grants'][number], 'role' | 'establishmentId'>[],
  permission: Permission,
): E[] {
  const held = new Set(
    grants.filter(({ role }) => roleMay(role, permission)).map((grant) => grant.establishmentId),
  );
  const parents = new Map(establishments.map(({ id, parentId }) => [id, parentId]));
  const covered = (id: string | null | undefined): boolean =>
    !!id && (held.has(id) || covered(parents.get(id)));
  return establishments.filter(({ id }) => covered(id)).sort((a, b) => a.depth - b.depth);
}
