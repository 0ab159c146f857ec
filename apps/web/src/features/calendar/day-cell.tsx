import { Popover, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { memo, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import type { CalendarEntry } from '../../shared/api/types';
import { dayInWords } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { useMay } from '../../shared/session/use-me';
import { Chip, DRAGGED } from './chip';
import classes from './month.module.css';

/** Chips per day, and entries in its overflow before it links to the list view. */
const SHOWN = 3;
const LISTED = 40;

interface DayProps {
  day: string;
  today: boolean;
  outside: boolean;
  entries: readonly CalendarEntry[];
  onDrop: (postId: string, day: string) => void;
  onMore: (day: string) => void;
}

export const DayCell = memo(function DayCell({ day, today, outside, entries, onDrop, onMore }: DayProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { search } = useLocation();
  const mayWrite = useMay('post.write');
  const [over, setOver] = useState(false);
  const words = dayInWords(day, language);
  // One more chip fits in place of the overflow line.
  const shown = entries.length <= SHOWN + 1 ? entries : entries.slice(0, SHOWN);

  const onDragOver = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes(DRAGGED)) return;
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    onDrop(event.dataTransfer.getData(DRAGGED), day);
  };

  return (
    <div
      className={classes.day}
      role="group"
      aria-label={`${words}, ${t('calendar.dayPosts', { count: entries.length })}`}
      data-day={day}
      data-today={today || undefined}
      data-outside={outside || undefined}
      data-over={over || undefined}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className={classes.dayHead}>
        <span className={classes.number} aria-hidden>
          {Number(day.slice(8))}
        </span>
        {mayWrite && (
          <Link
            className={classes.addOn}
            draggable={false}
            to={{ pathname: '/posts/new', search }}
            state={{ day, session: `new-${day}` }}
            aria-label={t('calendar.addOn', { day: words })}
          >
            <IconPlus size={14} aria-hidden />
          </Link>
        )}
      </div>
      {shown.map((entry) => (
        <Chip key={entry.postId} entry={entry} />
      ))}
      {shown.length < entries.length && (
        <Overflow words={words} entries={entries} from={shown.length} onMore={() => onMore(day)} />
      )}
    </div>
  );
});

interface OverflowProps {
  words: string;
  entries: readonly CalendarEntry[];
  from: number;
  onMore: () => void;
}

function Overflow({ words, entries, from, onMore }: OverflowProps) {
  const { t } = useTranslation();
  const count = entries.length - from;
  return (
    <Popover width={320} position="right-start" trapFocus>
      <Popover.Target>
        <UnstyledButton className={classes.more} aria-label={t('calendar.moreLabel', { count, day: words })}>
          {t('calendar.moreOfDay', { count })}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.overflow}>
        <p className={classes.overflowTitle}>{words}</p>
        {entries.slice(0, LISTED).map((entry) => (
          <Chip key={entry.postId} entry={entry} />
        ))}
        {entries.length > LISTED && (
          <UnstyledButton className={classes.more} onClick={onMore}>
            {t('loadMore')}
          </UnstyledButton>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
