import { useEstablishments } from '../../shared/api/lists';
import { useMe } from '../../shared/session/use-me';
import type { Establishment } from '../../shared/api/types';

/** The houses where the person may keep media, the topmost first, as the server takes it when none is named. */
export function useEditableHouses(): Establishment[] {
  const { grants } = useMe();
  const houses = useEstablishments().data ?? [];
  const held = new Set(grants.filter(({ role }) => role !== 'viewer').map((grant) => grant.establishmentId));
  const parents = new Map(houses.map(({ id, parentId }) => [id, parentId]));
  const covered = (id: string | null | undefined): boolean =>
    !!id && (held.has(id) || covered(parents.get(id)));
  return houses.filter(({ id }) => covered(id)).sort((a, b) => a.depth - b.depth);
}
