import { useQueries } from '@tanstack/react-query';
import { queries } from '../queries';
import type { Media } from './types';

/** Facts of the named media; those still on their way are missing from the map. */
export function useMediaById(ids: readonly string[]): ReadonlyMap<string, Media> {
  return useQueries({
    queries: ids.map((id) => queries.medium(id)),
    combine: (results) => new Map(results.flatMap(({ data }) => (data ? [[data.id, data] as const] : []))),
  });
}
