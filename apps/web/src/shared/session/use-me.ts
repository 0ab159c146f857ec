import { useQuery } from '@tanstack/react-query';
import type { Permission } from '#rules/identity';
import type { Me } from '../api/types';
import { queries } from '../queries';

/** The signed-in person; only below {@link SignedIn}, which waits for it. */
export function useMe(): Me {
  const { data } = useQuery(queries.me());
  if (!data) throw new Error('useMe is for signed-in screens');
  return data;
}

/** The zone the calendar is shown in. */
export const useZone = (): string => useMe().organisation.timeZone;

/** What /me says beside the rules: the installation is looked after by whoever its settings name. */
export type Allowed = Permission | 'installation.operate';

/** Whether a button should exist for the person; the object's own `may` decides where. */
export const useMay = (permission: Allowed): boolean => useMe().permissions.includes(permission);
