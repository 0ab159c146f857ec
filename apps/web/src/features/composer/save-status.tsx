import { useTranslation } from 'react-i18next';
import { timeOf } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { useZone } from '../../shared/session/use-me';
import classes from './composer.module.css';
import type { DraftState } from './store/state';

/** Shows whether the text is saved. */
export function SaveStatus({ state }: { state: DraftState }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const zone = useZone();
  const { status, savedAt, failure } = state;
  const words = (): string => {
    if (status === 'saving') return t('post.saving');
    if (status === 'failed' && failure) return t(`keeping.failed.${failure.kind}`);
    if (status === 'saved' && savedAt) {
      return t('post.savedAt', { time: timeOf(new Date(savedAt).toISOString(), zone, language) });
    }
    return status === 'clean' || status === 'saved' ? '' : t('post.notSaved');
  };
  return (
    <span role="status" className={classes.status} data-status={status}>
      {words()}
    </span>
  );
}
