import { capabilitiesOf, type Platform } from '#rules/platforms';
import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../shared/ui/date-field';

/** A credential pasted by a person; empty fields are unknown. */
export interface PastedCredential {
  accessToken: string;
  refreshToken: string;
  /** Day on which it expires, `YYYY-MM-DD`. */
  endDay: string;
}

export const NO_CREDENTIAL: PastedCredential = { accessToken: '', refreshToken: '', endDay: '' };

interface CredentialFieldsProps {
  platform: Platform;
  value: PastedCredential;
  onChange: (value: PastedCredential) => void;
  /** Focus on the first field, for a dialog with these fields only. */
  autoFocus?: boolean;
}

/** Fields for a new channel, and for one whose credential was refused. */
export function CredentialFields({ platform, value, onChange, autoFocus = false }: CredentialFieldsProps) {
  const { t } = useTranslation();
  const optional = t('optional');
  const { days } = capabilitiesOf(platform).credential;
  return (
    <>
      <PasswordInput
        label={t('channels.token')}
        description={t('channels.tokenHint')}
        autoComplete="off"
        required
        withAsterisk={false}
        value={value.accessToken}
        onChange={(event) => onChange({ ...value, accessToken: event.currentTarget.value })}
        {...(autoFocus ? { 'data-autofocus': true } : {})}
      />
      <PasswordInput
        label={`${t('channels.refreshToken')} (${optional})`}
        autoComplete="off"
        value={value.refreshToken}
        onChange={(event) => onChange({ ...value, refreshToken: event.currentTarget.value })}
      />
      <DateField
        label={`${t('channels.expiresAt')} (${optional})`}
        description={
          days === null ? t('channels.expiresAtUnknown') : t('channels.expiresAtUsual', { count: days })
        }
        value={value.endDay}
        onChange={(endDay) => onChange({ ...value, endDay })}
      />
    </>
  );
}

/**
 * In the API's form: it ends at the start of that day in the person's zone, so that a warning is early rather than
 * late.
 */
export const credentialOf = ({ accessToken, refreshToken, endDay }: PastedCredential) => ({
  accessToken: accessToken.trim(),
  ...(refreshToken.trim() && { refreshToken: refreshToken.trim() }),
  ...(endDay && { expiresAt: new Date(`${endDay}T00:00:00`).toISOString() }),
});
