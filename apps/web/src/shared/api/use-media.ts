import { useQueries } from '@tanstack/react-query';
import { api, unwrap } from './client';
import type { Media } from './types';

/** Facts of the named media; those still on their way are missing from the map. */
export function useMediaById(ids: readonly string[]): ReadonlyMap<string, Media> {
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: ['media', 'one', id],
      queryFn: () => unwrap(api.GET('/api/v1/media/{id}', { params: { path: { id } } })),
      staleTime: Infinity,
    })),
    combine: (results) => new Map(results.flatMap(({ data }) => (data ? [[data.id, data] as const] : []))),
  });
}
