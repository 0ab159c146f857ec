import { useQuery } from '@tanstack/react-query';
import type { Permission } from '#rules/identity';
import type { Me } from '../api/types';
import { queries } from '../queries';

/** The signed-in person; only below {@link SignedIn}, which waits for the answer. */
export function useMe(): Me {
  const { data } = useQuery(queries.me());
  if (!data) throw new Error('useMe is for signed-in screens');
  return data;
}

/** The calendar's time zone. */
export const useZone = (): string => useMe().organisation.timeZone;

/** Permissions in /me: those of the rules, and operating the installation, which the settings decide. */
export type Allowed = Permission | 'installation.operate';

/** Whether the person has a permission anywhere; an object's own `may` decides for it. */
export const useMay = (permission: Allowed): boolean => useMe().permissions.includes(permission);
