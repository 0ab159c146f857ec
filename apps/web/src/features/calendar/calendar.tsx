import { Skeleton } from '@mantine/core';
import { IconCalendarEvent } from '@tabler/icons-react';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../shared/api/lists';
import type { CalendarEntry } from '../../shared/api/types';
import { EmptyState, ErrorNote, Note } from '../../shared/ui/notes';
import { useTitle } from '../../shared/ui/use-title';
import { CalendarContext } from './calendar-context';
import classes from './calendar.module.css';
import { CapacityNote } from './capacity-note';
import { FilterChips } from './filter-chips';
import { ListView } from './list-view';
import { MonthGrid } from './month-grid';
import { GapDialog, MoveDialog } from './move-dialog';
import { PhoneMonth } from './phone-month';
import { Toolbar } from './toolbar';
import { useEntries } from './use-entries';
import { useMove } from './use-move';
import { useCalendarState } from './view-state';

const WeekGrid = lazy(() => import('./week-grid'));

/** The month, week or list with its tools. */
export function Calendar({ selected, phone }: { selected: string | null; phone: boolean }) {
  const { t } = useTranslation();
  const { state, change, zone } = useCalendarState();
  useTitle(selected ? '' : t('calendar.title'));
  const { data, days, byDay, error, refetch, isPending } = useEntries(state, zone);
  const formats = useFormats().data;
  const { move, put, gap, closeGap } = useMove(zone);
  const [asked, setAsked] = useState<CalendarEntry | null>(null);
  const context = useMemo(
    () => ({
      zone,
      formats: new Map(formats?.map((format) => [format.key, format])),
      selected,
      move,
      askMove: setAsked,
    }),
    [zone, formats, selected, move],
  );
  const drop = useCallback(
    (postId: string, day: string): void => {
      const entry = data?.items.find((item) => item.postId === postId);
      if (entry) move(entry, day);
    },
    [data, move],
  );
  const more = useCallback((day: string): void => change({ view: 'list', day }), [change]);
  const filtered = state.channels.length + state.states.length + state.formats.length > 0;
  const nothing = data?.items.length === 0;

  return (
    <CalendarContext value={context}>
      <Toolbar state={state} zone={zone} phone={phone} change={change} />
      <FilterChips state={state} change={change} />
      <p id="calendar-keys" className="visually-hidden">
        {t('calendar.keys')}
      </p>
      {error && (
        <div className={classes.note}>
          <ErrorNote error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {data?.truncated && (
        <div className={classes.note}>
          <Note tone="amber">{t('calendar.truncated')}</Note>
        </div>
      )}
      <CapacityNote days={days} zone={zone} entries={data?.items ?? []} />
      {nothing && state.view === 'month' && (
        <p className={classes.nothing} role="status">
          {t(filtered ? 'calendar.emptyFiltered' : 'calendar.empty')}
        </p>
      )}
      <div className={classes.body} aria-busy={isPending}>
        {isPending ? (
          <Skeleton height="100%" radius={0} />
        ) : state.view === 'week' && !phone ? (
          <Suspense fallback={<Skeleton height="100%" radius={0} />}>
            <WeekGrid
              day={state.day}
              zone={zone}
              entries={data?.items ?? []}
              onMove={(entry, wish) => void put(entry, wish)}
            />
          </Suspense>
        ) : state.view !== 'month' ? (
          nothing ? (
            <EmptyState icon={<IconCalendarEvent size={40} stroke={1.2} />}>
              {t('calendar.emptyDay')}
            </EmptyState>
          ) : (
            <ListView days={days} day={state.day} zone={zone} byDay={byDay} />
          )
        ) : phone ? (
          <PhoneMonth
            days={days}
            day={state.day}
            zone={zone}
            byDay={byDay}
            onDay={(day) => change({ day })}
          />
        ) : (
          <MonthGrid
            days={days}
            month={state.day.slice(0, 7)}
            zone={zone}
            byDay={byDay}
            onDrop={drop}
            onMore={more}
          />
        )}
      </div>
      <MoveDialog entry={asked} zone={zone} onMove={move} onClose={() => setAsked(null)} />
      <GapDialog
        gap={gap}
        onClose={closeGap}
        onChoose={(entry, wish) => {
          closeGap();
          void put(entry, wish);
        }}
      />
    </CalendarContext>
  );
}
