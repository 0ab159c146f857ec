import { Button, Group, TextInput } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, unwrap } from '../../shared/api/client';
import { useChannels } from '../../shared/api/lists';
import type { Publication } from '../../shared/api/types';
import { localeOf } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { ErrorNote } from '../../shared/ui/notes';
import { useBound } from '../../shared/ui/use-bound';
import classes from './publication.module.css';
import { usePublicationAction } from './use-publication-action';

/** What happened, what is safe, and what to do next; nothing when all is well. */
export function Trouble({ publication }: { publication: Publication }) {
  const { t } = useTranslation();
  const { lastError, state, may } = publication;
  // Disabled after another attempt, which changes what these buttons would do.
  const bound = useBound(`${state} ${publication.attempts} ${may.retry} ${may.resolve}`);
  if (!lastError && !may.retry && !may.resolve && !publication.reconnect) return null;
  if (state === 'published' || state === 'cancelled') return null;
  return (
    <div className={classes.trouble}>
      {lastError && (
        <p>
          <strong>{lastError.hint}</strong>
          <Answered error={lastError} />
        </p>
      )}
      <Reconnect publication={publication} />
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

/** The network's answer in its own words; or what happened instead of one, in ours. */
function Answered({ error }: { error: NonNullable<Publication['lastError']> }) {
  const { t } = useTranslation();
  const { cause } = error;
  if (cause !== 'network') return <small className={classes.raw}>{t(`ours.${cause}`)}</small>;
  if (!error.message) return null;
  return (
    <small className={classes.raw} dir="auto">
      {t('publication.said', { words: error.message })}
    </small>
  );
}

/** The channel's credential was refused: a link to reconnect it, or the people who can. */
function Reconnect({ publication: { reconnect, channelId, channelName } }: { publication: Publication }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (!reconnect) return null;
  if (reconnect.may) {
    return (
      <p>
        <Link to={`/channels?reconnect=${channelId}`}>{t('reconnect.link', { name: channelName })}</Link>
      </p>
    );
  }
  if (reconnect.ask.length === 0) return <p>{t('reconnect.askNobody')}</p>;
  const names = new Intl.ListFormat(localeOf(language), { type: 'disjunction' }).format(reconnect.ask);
  return <p dir="auto">{t('reconnect.ask', { names })}</p>;
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

/** The network's answer was lost: a person looks at the account and says what is there. */
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
