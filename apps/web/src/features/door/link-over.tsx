import { useTranslation } from 'react-i18next';
import { ApiError } from '../../shared/api/api-error';
import { ErrorNote } from '../../shared/ui/notes';
import { PrimaryLink } from '../../shared/ui/primary-button';
import { AuthFrame } from '../../shared/ui/auth-frame';

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
