import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarEntry } from '../../shared/api/types';
import { dayInWords } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { Chip } from './chip';
import classes from './list.module.css';
import { todayIn } from '../../shared/dates/today';

/** Lines of a day before "show more". */
const PAGE = 30;

interface ListProps {
  days: readonly string[];
  day: string;
  zone: string;
  byDay: ReadonlyMap<string, CalendarEntry[]>;
}

/** The month as a list with one heading per day, scrolled to the chosen day. */
export function ListView({ days, day, zone, byDay }: ListProps) {
  const today = todayIn(zone);
  const at = useRef<HTMLDivElement>(null);
  useEffect(() => {
    at.current?.scrollIntoView({ block: 'start' });
  }, [day]);
  const filled = days.filter((d) => byDay.has(d));
  const target = filled.find((d) => d >= day);
  return (
    <div className={classes.list}>
      {filled.map((d) => (
        <div key={d} ref={d === target ? at : null} className={classes.day}>
          <DayLines day={d} today={d === today} entries={byDay.get(d) ?? []} />
        </div>
      ))}
    </div>
  );
}

/** One day's heading and lines. */
export function DayLines({
  day,
  today,
  entries,
}: {
  day: string;
  today: boolean;
  entries: readonly CalendarEntry[];
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [count, setCount] = useState(PAGE);
  return (
    <>
      <h2 className={classes.heading} data-today={today || undefined}>
        {dayInWords(day, language)}
        {today && <span> · {t('calendar.today')}</span>}
      </h2>
      <div className={classes.lines}>
        {entries.slice(0, count).map((entry) => (
          <Chip key={entry.postId} entry={entry} layout="line" />
        ))}
        {entries.length > count && (
          <Button variant="default" onClick={() => setCount(count + PAGE)}>
            {t('loadMore')}
          </Button>
        )}
      </div>
    </>
  );
}
