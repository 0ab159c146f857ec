import { useQuery } from '@tanstack/react-query';
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

/** What the server lets a person do somewhere in the organisation; the object's own `may` decides where. */
export type Permission =
  | 'post.write'
  | 'post.approve'
  | 'media.write'
  | 'audit.read'
  | 'channel.manage'
  | 'brand.manage'
  | 'member.manage'
  | 'organisation.manage'
  | 'health.read'
  | 'security.read'
  | 'installation.operate';

/** Whether a button should exist for the person. */
export const useMay = (permission: Permission): boolean => useMe().permissions.includes(permission);
