import { IconPlugConnected } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Navigate, useParams, useSearchParams } from 'react-router';
import { ApiError } from '../../../shared/api/api-error';
import { useChannels } from '../../../shared/api/lists';
import { useEstablishmentsWhere } from '../../../shared/session/use-establishments-where';
import { queries } from '../../../shared/queries';
import { EmptyState, ErrorNote, Rows } from '../../../shared/ui/notes';
import { Page } from '../../../shared/ui/page';
import { PrimaryLink } from '../../../shared/ui/primary-button';
import { AccountChooser } from './account-chooser';
import { useAnswer } from './use-answer';

/** What the network's consent page led to: the accounts to choose from, or why there are none. */
export default function ConsentScreen() {
  const { id } = useParams();
  const [search] = useSearchParams();
  if (id) return <Choosing id={id} />;
  return search.has('state') ? <Answering /> : <Navigate to="/channels" replace />;
}

function Answering() {
  const { t } = useTranslation();
  const { error } = useAnswer(null, '/channels/consents');
  return (
    <Page title={t('consent.reading')}>
      {error ? <NotConnected error={error} /> : <Rows count={4} height={64} />}
    </Page>
  );
}

function Choosing({ id }: { id: string }) {
  const { t } = useTranslation();
  const consent = useQuery(queries.consent(null, id));
  const establishments = useEstablishmentsWhere('channel.manage');
  const channels = useChannels();
  const error = consent.error ?? channels.error;
  if (error) {
    return (
      <Page title={t('consent.title')}>
        <NotConnected error={error} />
      </Page>
    );
  }
  if (!consent.data || !establishments || !channels.data) {
    return (
      <Page title={t('consent.title')}>
        <Rows count={6} height={64} />
      </Page>
    );
  }
  return <AccountChooser consent={consent.data} establishments={establishments} channels={channels.data} />;
}

/** Why nothing was connected, and the way to start again. */
export function NotConnected({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const over = error instanceof ApiError && error.status === 404;
  return (
    <EmptyState
      icon={<IconPlugConnected size={40} stroke={1.2} />}
      action={
        <PrimaryLink to="/channels" mt="md">
          {t('consent.again')}
        </PrimaryLink>
      }
    >
      {over ? t('consent.over') : <ErrorNote error={error} />}
    </EmptyState>
  );
}
