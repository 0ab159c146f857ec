import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CalendarEntry } from '../../shared/api/types';
import { dayInWords, localeOf } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { DayLines } from './list-view';
import classes from './phone-month.module.css';
import { todayIn } from '../../shared/dates/today';

interface PhoneMonthProps {
  days: readonly string[];
  day: string;
  zone: string;
  byDay: ReadonlyMap<string, CalendarEntry[]>;
  onDay: (day: string) => void;
}

/** Month view for phones: dots for posts, the chosen day in full below. */
export function PhoneMonth({ days, day, zone, byDay, onDay }: PhoneMonthProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const today = todayIn(zone);
  const name = new Intl.DateTimeFormat(localeOf(language), { weekday: 'narrow', timeZone: 'UTC' });
  const entries = byDay.get(day) ?? [];
  return (
    <>
      <div className={classes.grid}>
        {days.slice(0, 7).map((d) => (
          <span key={d} className={classes.name} aria-hidden>
            {name.format(new Date(d))}
          </span>
        ))}
        {days.map((d) => {
          const count = byDay.get(d)?.length ?? 0;
          return (
            <UnstyledButton
              key={d}
              className={classes.day}
              data-today={d === today || undefined}
              data-outside={d.slice(0, 7) !== day.slice(0, 7) || undefined}
              aria-pressed={d === day}
              aria-label={`${dayInWords(d, language)}, ${t('calendar.dayPosts', { count })}`}
              onClick={() => onDay(d)}
            >
              <span>{Number(d.slice(8))}</span>
              <span className={classes.dots} aria-hidden>
                {Array.from({ length: Math.min(count, 3) }, (_, i) => (
                  <i key={i} />
                ))}
              </span>
            </UnstyledButton>
          );
        })}
      </div>
      <div className={classes.list}>
        <DayLines key={day} day={day} today={day === today} entries={entries} />
        {entries.length === 0 && <p className={classes.nothing}>{t('calendar.emptyDay')}</p>}
      </div>
    </>
  );
}
