import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/api-error';
import { ErrorNote } from './notes';
import { PrimaryLink } from './primary-button';
import { AuthFrame } from './auth-frame';

/** A one-time link that is no longer valid, with the reason. */
export function LinkOver({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const over = error instanceof ApiError && error.status === 404;
  return (
    <AuthFrame title={t('door.linkOver')}>
      {over ? <p>{t('door.linkOverText')}</p> : <ErrorNote error={error} />}
      <PrimaryLink to="/sign-in" mb="xl" mt="md">
        {t('door.toSignIn')}
      </PrimaryLink>
    </AuthFrame>
  );
}
