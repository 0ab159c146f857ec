import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface ServerProps {
  /** Used when nothing is given; null when an address is needed. */
  suggested: string | null;
  value: string;
  onChange: (value: string) => void;
}

/** Where an account lives, on networks of many servers. */
export function ServerField({ suggested, value, onChange }: ServerProps) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={`${t('channels.server')}${suggested ? ` (${t('optional')})` : ''}`}
      description={t('channels.serverHint')}
      placeholder={suggested ?? 'https://'}
      inputMode="url"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
