import { useTranslation } from 'react-i18next';
import { ApiError } from './api-error';

/** The sentence of an error: the server's, else one for the kind of failure. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation();
  return (error) => {
    if (!(error instanceof ApiError)) return t('error.unknown');
    if (error.code === 'network') return t('error.network');
    const details = error.errors.map((issue) => issue.message).filter(Boolean);
    const sentence = [error.message, ...new Set(details)].filter(Boolean).join(' ');
    return sentence || t(error.status >= 500 ? 'error.server' : 'error.unknown');
  };
}
