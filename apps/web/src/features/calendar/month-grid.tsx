import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarEntry } from '../../shared/api/types';
import { localeOf } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { DayCell } from './day-cell';
import classes from './month.module.css';
import { todayIn } from '../../shared/dates/today';

interface MonthProps {
  days: readonly string[];
  month: string;
  zone: string;
  byDay: ReadonlyMap<string, CalendarEntry[]>;
  onDrop: (postId: string, day: string) => void;
  onMore: (day: string) => void;
}

const NONE: CalendarEntry[] = [];

/** Weeks of days with three posts each at most, so that five thousand posts draw no more than a hundred. */
export function MonthGrid({ days, month, zone, byDay, onDrop, onMore }: MonthProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const today = todayIn(zone);
  const grid = useRef<HTMLDivElement>(null);
  // The month opens at this week, because past weeks need no action.
  useEffect(() => {
    grid.current?.querySelector('[data-today]')?.scrollIntoView({ block: 'center' });
  }, [month]);
  const name = new Intl.DateTimeFormat(localeOf(language), { weekday: 'short', timeZone: 'UTC' });
  return (
    <div className={classes.month} role="group" aria-label={t('calendar.month')}>
      <div className={classes.names} aria-hidden>
        {days.slice(0, 7).map((day) => (
          <span key={day}>{name.format(new Date(day))}</span>
        ))}
      </div>
      <div className={classes.grid} ref={grid}>
        {days.map((day) => (
          <DayCell
            key={day}
            day={day}
            today={day === today}
            outside={!day.startsWith(month)}
            entries={byDay.get(day) ?? NONE}
            onDrop={onDrop}
            onMore={onMore}
          />
        ))}
      </div>
    </div>
  );
}
