import { useQueries } from '@tanstack/react-query';
import { queries } from '../queries';
import type { Media } from './types';

/** The named media by id; those still loading are missing. */
export function useMediaById(ids: readonly string[]): ReadonlyMap<string, Media> {
  return useQueries({
    queries: ids.map((id) => queries.medium(id)),
    combine: (results) => new Map(results.flatMap(({ data }) => (data ? [[data.id, data] as const] : []))),
  });
}
