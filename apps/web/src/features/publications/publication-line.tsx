import { Button } from '@mantine/core';
import {
  IconAlertHexagon,
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconClock,
  IconExternalLink,
  IconMessageCircle,
  IconProgress,
  type Icon,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Publication } from '../../shared/api/types';
import { duration } from '../../shared/dates/format';
import { useWhen } from '../../shared/dates/use-when';
import { useLanguage } from '../../shared/i18n/use-language';
import { useZone } from '../../shared/session/use-me';
import { NetworkGlyph } from '../../shared/ui/network-glyph';
import { Journal } from './journal';
import classes from './publication.module.css';
import { Trouble } from './trouble';

const SIGNS: Record<Publication['state'], Icon> = {
  pending: IconClock,
  publishing: IconProgress,
  published: IconCheck,
  failed: IconAlertTriangle,
  needs_attention: IconAlertHexagon,
  cancelled: IconBan,
};

/** Lateness that is not worth mentioning, ms. */
const ON_TIME_MS = 60_000;

/** One channel's line: its name, the result, and what to do after a failure. */
export function PublicationLine({ publication }: { publication: Publication }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const { state, latenessMs, remoteUrl, platform, attempts, firstComment } = publication;
  const Sign = SIGNS[state];
  return (
    <article className={classes.line} data-state={state}>
      <div className={classes.head}>
        <NetworkGlyph platform={platform} size={18} />
        <span className="visually-hidden">{t(`platform.${platform}`)}</span>
        <strong className={classes.account} dir="auto">
          {publication.channelName}
        </strong>
        <span className={classes.state}>
          <Sign size={15} aria-hidden />
          <StateWords publication={publication} />
        </span>
      </div>
      <p className={classes.facts}>
        {latenessMs !== null && (
          <span>
            {latenessMs < ON_TIME_MS
              ? t('publication.onTime')
              : t('publication.late', { duration: duration(latenessMs, language) })}
          </span>
        )}
        {attempts > 1 && <span>{t('publication.attempts', { count: attempts })}</span>}
        {firstComment !== 'none' && (
          <span className={classes.comment} data-state={firstComment}>
            <IconMessageCircle size={14} aria-hidden />
            {t(`publication.firstComment.${firstComment}`)}
          </span>
        )}
        {remoteUrl && (
          <a href={remoteUrl} target="_blank" rel="noreferrer">
            {t('publication.open', { network: t(`platform.${platform}`) })}{' '}
            <IconExternalLink size={13} aria-hidden />
          </a>
        )}
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          className={classes.details}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'hideDetails' : 'details')}
        </Button>
      </p>
      {firstComment === 'failed' && <p className={classes.facts}>{t('publication.commentFailed')}</p>}
      <Trouble publication={publication} />
      {open && <Journal id={publication.id} />}
    </article>
  );
}

function StateWords({ publication }: { publication: Publication }) {
  const { t } = useTranslation();
  const zone = useZone();
  const { at } = useWhen();
  const { state, dueAt, publishedAt, nextAttemptAt, stage } = publication;
  if ((stage === 'retrying' || stage === 'delayed') && nextAttemptAt) {
    return t(`publication.stage.${stage}`, { when: at(nextAttemptAt, zone) });
  }
  if (stage === 'held') return t('publication.stage.held');
  if (state === 'pending') {
    return dueAt
      ? t('publication.state.pending', { when: at(dueAt, zone) })
      : t('publication.state.pendingNoDate');
  }
  if (state === 'published') {
    return t('publication.state.published', { when: publishedAt ? at(publishedAt, zone) : '' });
  }
  return t(`publication.state.${state}`);
}
