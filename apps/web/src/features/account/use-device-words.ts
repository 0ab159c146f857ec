import { useTranslation } from 'react-i18next';
import { deviceOf } from './device';

/** A user agent in common words; an unknown one is shown unchanged. */
export function useDeviceWords(): (userAgent: string | null) => string {
  const { t } = useTranslation();
  return (userAgent) => {
    const known = deviceOf(userAgent ?? '');
    if (known) return t('account.deviceOn', known);
    return userAgent ? userAgent.slice(0, 60) : t('account.unknownDevice');
  };
}
