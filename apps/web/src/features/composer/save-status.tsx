import { useTranslation } from 'react-i18next';
import { timeOf } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { useZone } from '../../shared/session/use-me';
import classes from './composer.module.css';
import type { DraftState } from './draft-store';

/** Whether what was typed is safe. */
export function SaveStatus({ state }: { state: DraftState }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const zone = useZone();
  const { status, savedAt } = state;
  const words = (): string => {
    if (status === 'saving') return t('post.saving');
    if (status === 'failed') return t('post.saveFailed');
    if (status === 'dirty' || status === 'conflict') return t('post.notSaved');
    return savedAt
      ? t('post.savedAt', { time: timeOf(new Date(savedAt).toISOString(), zone, language) })
      : '';
  };
  return (
    <span role="status" className={classes.status} data-status={status}>
      {words()}
    </span>
  );
}
