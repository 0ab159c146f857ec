import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Key } from './keys';

/** Asks again for what is on screen of these, and for the rest when it is next shown. Resolves when that is there. */
export async function markStale(client: QueryClient, keys: readonly Key[]): Promise<void> {
  await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
}

/** {@link markStale} for a screen; it is never a failure of what was done. */
export function useMarkStale(): (keys: readonly Key[]) => Promise<void> {
  const client = useQueryClient();
  return useCallback((keys) => markStale(client, keys), [client]);
}
