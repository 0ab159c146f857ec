import { useEstablishments } from '../../shared/api/lists';
import { useMe } from '../../shared/session/use-me';
import type { Establishment } from '../../shared/api/types';
import { editableOf } from './editable';

/** The establishments where the person may keep media, the topmost first. */
export function useEditableEstablishments(): Establishment[] {
  const { grants } = useMe();
  return editableOf(useEstablishments().data ?? [], grants);
}
