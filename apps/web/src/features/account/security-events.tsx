import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SecurityEvent } from '../../shared/api/types';
import { shortInstant } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { queries } from '../../shared/queries';
import { useZone } from '../../shared/session/use-me';
import { ErrorNote, Rows } from '../../shared/ui/notes';
import classes from './account.module.css';
import { useDeviceWords } from './use-device-words';

/** Security events, the latest first: the person's own, or the organisation's. */
export function SecurityEvents({ everyone = false }: { everyone?: boolean }) {
  const { t } = useTranslation();
  const log = useInfiniteQuery(queries.securityLog(everyone));
  if (log.error) return <ErrorNote error={log.error} onRetry={() => void log.refetch()} />;
  if (!log.data) return <Rows count={3} />;
  const events = log.data.pages.flatMap((page) => page.items);
  if (events.length === 0) return <p className={classes.hint}>{t('account.logEmpty')}</p>;
  return (
    <>
      <ul className={classes.list}>
        {events.map((event) => (
          <EventLine key={event.id} event={event} everyone={everyone} />
        ))}
      </ul>
      {log.hasNextPage && (
        <Button variant="default" onClick={() => void log.fetchNextPage()}>
          {t('loadMore')}
        </Button>
      )}
    </>
  );
}

function EventLine({ event, everyone }: { event: SecurityEvent; everyone: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const zone = useZone();
  const words = useDeviceWords();
  const { from, to, name } = event.detail;
  const change = typeof from === 'string' && typeof to === 'string' ? `${from} → ${to}` : name;
  const facts = [
    shortInstant(event.at, zone, language),
    ...(everyone ? [event.name || event.userId] : []),
    ...(typeof change === 'string' ? [change] : []),
    ...(event.actorName ? [t('account.by', { name: event.actorName })] : []),
    ...(event.address ? [event.address] : []),
    ...(event.device ? [words(event.device)] : []),
  ];
  return (
    <li className={classes.line}>
      <span className={classes.what}>
        <strong>{t(`event.${event.kind}`)}</strong>
        <span dir="auto">{facts.join(' · ')}</span>
      </span>
    </li>
  );
}
