import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The day on which a pasted access ends, as `YYYY-MM-DD`; empty when it is not known. */
export function AccessEnd({ value, onChange }: { value: string; onChange: (day: string) => void }) {
  const { t } = useTranslation();
  return (
    <TextInput
      type="date"
      label={`${t('channels.expiresAt')} (${t('optional')})`}
      description={t('channels.expiresAtHint')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** As the API takes it: the beginning of that day where the person is, so that a warning is early rather than late. */
export const endOf = (day: string): { expiresAt?: string } =>
  day === '' ? {} : { expiresAt: new Date(`${day}T00:00:00`).toISOString() };
