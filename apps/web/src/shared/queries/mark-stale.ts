import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Key } from './keys';

/**
 * Refetches the displayed queries of these keys, and the others when they are next displayed. Resolves when the
 * displayed ones have arrived.
 */
export async function markStale(client: QueryClient, keys: readonly Key[]): Promise<void> {
  await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
}

/** {@link markStale} as a hook; a failed refetch never counts as a failure of the act. */
export function useMarkStale(): (keys: readonly Key[]) => Promise<void> {
  const client = useQueryClient();
  return useCallback((keys) => markStale(client, keys), [client]);
}
