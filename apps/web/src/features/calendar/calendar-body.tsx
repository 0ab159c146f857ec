import { Skeleton } from '@mantine/core';
import { IconCalendarEvent } from '@tabler/icons-react';
import { lazy, Suspense, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalSchedule } from '#rules/kernel';
import type { CalendarEntry } from '../../shared/api/types';
import { EmptyState } from '../../shared/ui/notes';
import type { CalendarState } from './address';
import classes from './calendar.module.css';
import { ListView } from './list-view';
import { MonthGrid } from './month-grid';
import { PhoneMonth } from './phone-month';

const WeekGrid = lazy(() => import('./week-grid'));

interface BodyProps {
  shown: {
    state: CalendarState;
    zone: string;
    days: readonly string[];
    byDay: ReadonlyMap<string, CalendarEntry[]>;
    entries: readonly CalendarEntry[];
    isPending: boolean;
  };
  phone: boolean;
  onMove: (entry: CalendarEntry, localSchedule: LocalSchedule) => void;
  onDrop: (postId: string, day: string) => void;
  change: (to: Partial<CalendarState>) => void;
}

/** The chosen view of the days. */
export function CalendarBody(props: BodyProps) {
  return (
    <div className={classes.body} aria-busy={props.shown.isPending}>
      {props.shown.isPending ? <Skeleton height="100%" radius={0} /> : <View {...props} />}
    </div>
  );
}

function View({ shown, phone, onMove, onDrop, change }: BodyProps) {
  const { t } = useTranslation();
  const { state, zone, days, byDay, entries } = shown;
  const { view, day } = state;
  const more = useCallback((on: string): void => change({ view: 'list', day: on }), [change]);
  if (view === 'week' && !phone) {
    return (
      <Suspense fallback={<Skeleton height="100%" radius={0} />}>
        <WeekGrid day={day} zone={zone} entries={entries} onMove={onMove} onDrop={onDrop} />
      </Suspense>
    );
  }
  if (view !== 'month') {
    return entries.length === 0 ? (
      <EmptyState icon={<IconCalendarEvent size={40} stroke={1.2} />}>{t('calendar.emptyDay')}</EmptyState>
    ) : (
      <ListView days={days} day={day} zone={zone} byDay={byDay} />
    );
  }
  return phone ? (
    <PhoneMonth days={days} day={day} zone={zone} byDay={byDay} onDay={(to) => change({ day: to })} />
  ) : (
    <MonthGrid days={days} month={day.slice(0, 7)} zone={zone} byDay={byDay} onDrop={onDrop} onMore={more} />
  );
}
