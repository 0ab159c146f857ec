import { useTranslation } from 'react-i18next';
import type { Act } from './acts';

const NAMES = {
  review: 'nav.review',
  again: 'acts.again',
  schedule: 'post.schedule',
  edit: 'edit',
  publishNow: 'post.publishNow',
  duplicate: 'acts.duplicate',
  withdraw: 'acts.withdraw',
  cancel: 'post.cancelPost',
  delete: 'post.delete',
} as const satisfies Record<Act, string>;

/** The verb of an action. */
export function useActName(): (act: Act) => string {
  const { t } = useTranslation();
  return (act) => t(NAMES[act]);
}
