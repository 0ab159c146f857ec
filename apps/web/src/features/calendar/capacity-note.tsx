import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import type { CalendarEntry, Shortage } from '../../shared/api/types';
import { useWhen } from '../../shared/dates/use-when';
import { queries } from '../../shared/queries';
import { Note } from '../../shared/ui/notes';
import classes from './capacity-note.module.css';
import { windowOf } from './entries';

/** Shortages shown at once; the others after a click. */
const SHOWN = 1;

/** Warns before the due instant of posts that networks will not take at it. */
export function CapacityNote({
  days,
  zone,
  entries,
}: {
  days: readonly string[];
  zone: string;
  entries: readonly CalendarEntry[];
}) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const query = { ...windowOf(days, zone), timeZone: zone };
  const { data } = useQuery(queries.capacity(query));
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  const hidden = items.length - SHOWN;
  return (
    <div className={classes.note} role="status">
      <Note tone="amber">
        {(all ? items : items.slice(0, SHOWN)).map((item) => (
          <ShortageLine
            key={`${item.platform} ${item.channel?.id ?? ''} ${item.at}`}
            shortage={item}
            zone={zone}
            entries={entries}
          />
        ))}
        {hidden > 0 && (
          <Unfold open={all} onChange={setAll}>
            {all ? t('calendar.capacity.fewer') : t('calendar.capacity.more', { count: hidden })}
          </Unfold>
        )}
      </Note>
    </div>
  );
}

function ShortageLine({
  shortage,
  zone,
  entries,
}: {
  shortage: Shortage;
  zone: string;
  entries: readonly CalendarEntry[];
}) {
  const { t } = useTranslation();
  const { at } = useWhen();
  const { search } = useLocation();
  const [open, setOpen] = useState(false);
  const { channel, platform, late, planned, limit, tooLate, lastAt, window } = shortage;
  const lateIds = new Set(shortage.postIds);
  const posts = entries.filter(({ postId }) => lateIds.has(postId));
  const when = at(shortage.at, zone);
  const values = { channel: channel?.name, network: t(`platform.${platform}`), count: limit };
  return (
    <div className={classes.line}>
      <p>
        <strong>
          {planned === 1
            ? t('calendar.capacity.alone', { when })
            : t('calendar.capacity.late', { count: late, planned, when })}
        </strong>{' '}
        {t(`calendar.capacity.${channel ? 'account' : 'app'}.${window}`, values)}{' '}
        {tooLate > 0 &&
          (planned === 1
            ? t('calendar.capacity.aloneTooLate')
            : t('calendar.capacity.tooLate', { count: tooLate }))}{' '}
        {lastAt && t('calendar.capacity.last', { when: at(lastAt, zone) })}
      </p>
      {posts.length > 0 && (
        <Unfold open={open} onChange={setOpen}>
          {t(open ? 'calendar.capacity.hide' : 'calendar.capacity.show', { count: posts.length })}
        </Unfold>
      )}
      {open && (
        <ul className={classes.posts}>
          {posts.map(({ postId, title }) => (
            <li key={postId}>
              <Link to={{ pathname: `/posts/${postId}`, search }} dir="auto">
                {title || t('desk.noWords')}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Unfold({
  open,
  onChange,
  children,
}: {
  open: boolean;
  onChange: (open: boolean) => void;
  children: ReactNode;
}) {
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      aria-expanded={open}
      onClick={() => onChange(!open)}
    >
      {children}
    </Button>
  );
}
