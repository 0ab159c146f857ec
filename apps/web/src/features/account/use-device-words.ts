import { useTranslation } from 'react-i18next';
import { deviceOf } from './device';

/** A device as people call it; what is not known is shown as it calls itself. */
export function useDeviceWords(): (userAgent: string | null) => string {
  const { t } = useTranslation();
  return (userAgent) => {
    const known = deviceOf(userAgent ?? '');
    if (known) return t('account.deviceOn', known);
    return userAgent ? userAgent.slice(0, 60) : t('account.unknownDevice');
  };
}
