import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, type Language } from '../i18n';
import { useLanguage } from '../i18n/use-language';

/** French or English, each written in its own language. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  return (
    <SegmentedControl<Language>
      aria-label={t('nav.language')}
      size="xs"
      value={useLanguage()}
      onChange={chooseLanguage}
      data={[
        { value: 'fr', label: 'Français' },
        { value: 'en', label: 'English' },
      ]}
    />
  );
}
