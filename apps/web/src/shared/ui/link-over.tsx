import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/api-error';
import { ErrorNote } from './notes';
import { PrimaryLink } from './primary-button';
import { AuthFrame } from './auth-frame';

/**
 * A one-time link that is no longer valid, with the reason.
 * @param signsIn whether its holder may have an account here
 */
export function LinkOver({ error, signsIn = true }: { error: unknown; signsIn?: boolean }) {
  const { t } = useTranslation();
  const over = error instanceof ApiError && error.status === 404;
  return (
    <AuthFrame title={t('door.linkOver')}>
      {over ? <p>{t('door.linkOverText')}</p> : <ErrorNote error={error} />}
      {signsIn && (
        <PrimaryLink to="/sign-in" mb="xl" mt="md">
          {t('door.toSignIn')}
        </PrimaryLink>
      )}
    </AuthFrame>
  );
}
