import { capabilitiesOf, type Platform } from '#rules/platforms';
import { PasswordInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../shared/ui/date-field';

/** A credential pasted by a person; empty fields are unknown. */
export interface PastedCredential {
  /** The user's name, where the network asks for a name and a password. */
  login: string;
  accessToken: string;
  refreshToken: string;
  /** Day on which it expires, `YYYY-MM-DD`. */
  endDay: string;
}

export const NO_CREDENTIAL: PastedCredential = { login: '', accessToken: '', refreshToken: '', endDay: '' };

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
  const { days, form } = capabilitiesOf(platform).credential;
  if (form === 'login') return <LoginFields {...{ platform, value, onChange, autoFocus }} />;
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

/** A name and a password made for applications; nothing else is known of them. */
function LoginFields({ platform, value, onChange, autoFocus = false }: CredentialFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t('channels.login')}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
        withAsterisk={false}
        value={value.login}
        onChange={(event) => onChange({ ...value, login: event.currentTarget.value })}
        {...(autoFocus ? { 'data-autofocus': true } : {})}
      />
      <PasswordInput
        label={t('channels.appPassword')}
        description={t('channels.appPasswordHint', { network: t(`platform.${platform}`) })}
        autoComplete="off"
        required
        withAsterisk={false}
        value={value.accessToken}
        onChange={(event) => onChange({ ...value, accessToken: event.currentTarget.value })}
      />
    </>
  );
}

/**
 * In the API's form: it ends at the start of that day in the person's zone, so that a warning is early rather than
 * late.
 */
export const credentialOf = ({ login, accessToken, refreshToken, endDay }: PastedCredential) => ({
  accessToken: accessToken.trim(),
  ...(login.trim() && { login: login.trim() }),
  ...(refreshToken.trim() && { refreshToken: refreshToken.trim() }),
  ...(endDay && { expiresAt: new Date(`${endDay}T00:00:00`).toISOString() }),
});
