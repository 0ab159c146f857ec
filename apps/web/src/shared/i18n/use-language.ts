import { useTranslation } from 'react-i18next';
import type { Language } from './index';

/** The interface's language, for dates and for messages of the rules. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'fr';
}
