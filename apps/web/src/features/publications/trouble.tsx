import { Button, Group, TextInput } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../shared/api/client';
import { useChannels } from '../../shared/api/lists';
import type { Publication } from '../../shared/api/types';
import { ErrorNote } from '../../shared/ui/notes';
import { useBound } from '../../shared/ui/use-bound';
import classes from './publication.module.css';
import { usePublicationAction } from './use-publication-action';

/** What happened, what is safe, what to do next. Nothing when all is well. */
export function Trouble({ publication }: { publication: Publication }) {
  const { t } = useTranslation();
  const { lastError, state, may } = publication;
  // Another try, by somebody else or by itself, changes what these buttons would do.
  const bound = useBound(`${state} ${publication.attempts} ${may.retry} ${may.resolve}`);
  if (!lastError && !may.retry && !may.resolve) return null;
  if (state === 'published' || state === 'cancelled') return null;
  return (
    <div className={classes.trouble}>
      {lastError && (
        <p>
          <strong>{lastError.hint}</strong>
          {lastError.message && (
            <small className={classes.raw}>{t('publication.said', { words: lastError.message })}</small>
          )}
        </p>
      )}
      {bound.changed ? (
        <p>
          {t('bound.changed')}{' '}
          <Button size="compact-sm" variant="default" onClick={bound.look}>
            {t('bound.look')}
          </Button>
        </p>
      ) : state === 'needs_attention' ? (
        <Uncertain publication={publication} />
      ) : (
        <Retry publication={publication} />
      )}
    </div>
  );
}

function Retry({ publication }: { publication: Publication }) {
  const { t } = useTranslation();
  const retry = usePublicationAction(
    () => unwrap(api.POST('/api/v1/publications/{id}/retry', { params: { path: { id: publication.id } } })),
    t('publication.retried'),
  );
  if (!publication.may.retry) return null;
  return (
    <>
      <Button variant="default" loading={retry.isPending} onClick={() => retry.mutate(undefined)}>
        {t('publication.retry')}
      </Button>
      {retry.error && <ErrorNote error={retry.error} />}
    </>
  );
}

/** The answer of the network was lost: a person looks at the account and says what is there. */
function Uncertain({ publication }: { publication: Publication }) {
  const { t } = useTranslation();
  const { id, channelId, channelName, may } = publication;
  const account = useChannels().data?.find((channel) => channel.id === channelId)?.profileUrl;
  const [remoteUrl, setRemoteUrl] = useState('');
  const resolve = usePublicationAction(
    (outcome: 'published' | 'not_published') =>
      unwrap(
        api.POST('/api/v1/publications/{id}/resolve', {
          params: { path: { id } },
          body: {
            outcome,
            ...(outcome === 'published' && remoteUrl.trim() && { remoteUrl: remoteUrl.trim() }),
          },
        }),
      ),
    t('publication.resolved'),
  );
  return (
    <>
      <p>{t('publication.uncertain')}</p>
      {account && (
        <p>
          <a href={account} target="_blank" rel="noreferrer">
            {t('publication.openAccount', { name: channelName })} <IconExternalLink size={13} aria-hidden />
          </a>
        </p>
      )}
      {may.resolve && (
        <>
          <TextInput
            type="url"
            label={`${t('publication.remoteUrl')} (${t('optional')})`}
            placeholder="https://"
            value={remoteUrl}
            onChange={(event) => setRemoteUrl(event.currentTarget.value)}
          />
          <Group gap="xs" mt="xs">
            <Button
              variant="default"
              disabled={resolve.isPending}
              onClick={() => resolve.mutate('published')}
            >
              {t('publication.isPublished')}
            </Button>
            <Button
              variant="default"
              disabled={resolve.isPending}
              onClick={() => resolve.mutate('not_published')}
            >
              {t('publication.isNotPublished')}
            </Button>
          </Group>
        </>
      )}
      {resolve.error && <ErrorNote error={resolve.error} />}
    </>
  );
}
