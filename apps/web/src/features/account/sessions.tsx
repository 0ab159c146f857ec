import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../shared/api/client';
import type { Session } from '../../shared/api/types';
import { relativeSeconds, shortDay } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { queries, stale, useMarkStale } from '../../shared/queries';
import { ErrorNote, Rows } from '../../shared/ui/notes';
import classes from './account.module.css';
import { useDeviceWords } from './use-device-words';

/** The person's sessions, each of which can be ended here. */
export function Sessions() {
  const { t } = useTranslation();
  const mark = useMarkStale();
  const { data, error, refetch } = useQuery(queries.sessions());
  const settle = (message: string) => ({
    onSuccess: () => notifications.show({ color: 'gray', message }),
    onSettled: () => mark(stale.sessionEnded()),
  });
  const end = useMutation({
    mutationFn: (id: string) => unwrap(api.DELETE('/api/v1/me/sessions/{id}', { params: { path: { id } } })),
    ...settle(t('account.ended')),
  });
  const endOthers = useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/me/sessions')),
    ...settle(t('account.othersEnded')),
  });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Rows count={2} />;
  return (
    <>
      <p className={classes.hint}>{t('account.sessionsLead')}</p>
      <ul className={classes.list}>
        {data.map((session) => (
          <SessionLine key={session.id} session={session} onEnd={() => end.mutate(session.id)} />
        ))}
      </ul>
      <ErrorNote error={end.error ?? endOthers.error} />
      {data.length > 1 && (
        <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
          {t('account.endOthers')}
        </Button>
      )}
    </>
  );
}

function SessionLine({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = useDeviceWords();
  const device = words(session.device);
  return (
    <li className={classes.line}>
      <span className={classes.what}>
        <strong>
          {device}
          {session.current && ` (${t('account.thisOne')})`}
        </strong>
        <span>
          {t('account.sessionLine', {
            address: session.address || '–',
            seen: relativeSeconds(session.lastSeenAt, language),
            day: shortDay(session.createdAt, language),
          })}
        </span>
      </span>
      {!session.current && (
        <Button variant="default" aria-label={t('account.endOf', { device })} onClick={onEnd}>
          {t('account.end')}
        </Button>
      )}
    </li>
  );
}
