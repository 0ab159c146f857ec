import { useTranslation } from 'react-i18next';
import type { Language } from './index';

/** The language of the interface, as dates and the rules' messages want it. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'fr';
}
