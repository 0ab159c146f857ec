import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Fields for a new password; the server checks it, because it has the list of common ones. */
export function NewPassword({
  label,
  value,
  onChange,
  error,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
}) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      label={label}
      description={t('account.nextHint')}
      name="new-password"
      autoComplete="new-password"
      required
      withAsterisk={false}
      size="md"
      error={error}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
