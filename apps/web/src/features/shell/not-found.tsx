import { IconMoodEmpty } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../shared/ui/notes';
import { Page } from '../../shared/ui/page';
import { PrimaryLink } from '../../shared/ui/primary-button';

/** Page for an unknown address. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <Page title={t('error.notFoundTitle')}>
      <EmptyState
        icon={<IconMoodEmpty size={40} />}
        action={<PrimaryLink to="/">{t('error.backHome')}</PrimaryLink>}
      >
        {t('error.notFound')}
      </EmptyState>
    </Page>
  );
}
