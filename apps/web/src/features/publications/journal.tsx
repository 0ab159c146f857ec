import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PublicationEvent } from '../../shared/api/types';
import { shortInstant } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { queries } from '../../shared/queries';
import { useZone } from '../../shared/session/use-me';
import { ErrorNote, Rows } from '../../shared/ui/notes';
import classes from './publication.module.css';
import { useEventWords } from './use-event-words';

/** The journal of a publication, oldest line first. */
export function Journal({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(queries.journal(id));
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Rows count={2} height={20} />;
  if (data.length === 0) return <p className={classes.facts}>{t('publication.journalEmpty')}</p>;
  return (
    <ol className={classes.journal} aria-label={t('publication.journal')}>
      {data.map((event) => (
        <JournalLine key={event.id} event={event} />
      ))}
    </ol>
  );
}

function JournalLine({ event }: { event: PublicationEvent }) {
  const language = useLanguage();
  const zone = useZone();
  const { what, details, raw, actor } = useEventWords()(event);
  return (
    <li>
      <time dateTime={event.at} className="tabular">
        {shortInstant(event.at, zone, language)}
      </time>
      <span>
        {[what, ...details].join(' · ')}
        {raw && (
          <small className={classes.raw} dir="auto">
            {raw}
          </small>
        )}
      </span>
      <small dir="auto">{actor}</small>
    </li>
  );
}
