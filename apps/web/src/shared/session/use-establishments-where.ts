import type { Permission } from '#rules/identity';
import { useEstablishments } from '../api/lists';
import type { Establishment } from '../api/types';
import { establishmentsWhere } from './establishments-where';
import { useMe } from './use-me';

/** The establishments where the person may do something, the topmost first; undefined until they are known. */
export function useEstablishmentsWhere(permission: Permission): Establishment[] | undefined {
  const { grants } = useMe();
  const { data } = useEstablishments();
  return data && establishmentsWhere(data, grants, permission);
}
