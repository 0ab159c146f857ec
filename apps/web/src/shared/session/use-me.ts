import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { Me } from '../api/types';

export const meQuery = {
  queryKey: ['me'],
  queryFn: () => unwrap(api.GET('/api/v1/me')),
  staleTime: 5 * 60_000,
  retry: false,
} as const;

/** The signed-in person; only below {@link SignedIn}, which waits for it. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error('useMe is for signed-in screens');
  return data;
}

/** The zone the calendar is shown in. */
export const useZone = (): string => useMe().organisation.timeZone;

/** Whether the person is an administrator somewhere: what opens management screens. */
export const useIsAdmin = (): boolean => useMe().role === 'admin';

/** Whether the person writes posts. */
export const useMayWrite = (): boolean => useMe().role !== 'viewer';
