import Calendar, { type EventInput } from '@fullcalendar/react';
import interaction from '@fullcalendar/react/interaction';
import en from '@fullcalendar/react/locales/en-gb';
import fr from '@fullcalendar/react/locales/fr';
import '@fullcalendar/react/skeleton.css';
import classic from '@fullcalendar/react/themes/classic';
import '@fullcalendar/react/themes/classic/theme.css';
import '@fullcalendar/react/themes/classic/palette.css';
import timeGrid from '@fullcalendar/react/timegrid';
import { DateTime } from 'luxon';
import { type DragEvent, useContext, useMemo } from 'react';
import type { LocalSchedule } from '#rules/kernel';
import type { CalendarEntry } from '../../shared/api/types';
import { useLanguage } from '../../shared/i18n/use-language';
import { CalendarContext } from './calendar-context';
import { Chip, DRAGGED } from './chip';
import { isMovable } from './moves';
import classes from './week.module.css';

interface WeekProps {
  day: string;
  zone: string;
  entries: readonly CalendarEntry[];
  onMove: (entry: CalendarEntry, localSchedule: LocalSchedule) => void;
  /** A post without a date was dropped on a day. */
  onDrop: (postId: string, day: string) => void;
}

const PLUGINS = [timeGrid, interaction, classic];
const SLOT_MINUTES = 45;

/** A week by hours; dragging changes day and time in steps of 15 minutes. Loaded on first use. */
export default function WeekGrid({ day, zone, entries, onMove, onDrop }: WeekProps) {
  const language = useLanguage();
  const { mayMove } = useContext(CalendarContext);
  const byId = useMemo(() => new Map(entries.map((entry) => [entry.postId, entry])), [entries]);
  const events = useMemo(
    () =>
      entries.map((entry): EventInput => ({
        id: entry.postId,
        title: entry.title,
        start: entry.start,
        startEditable: mayMove && isMovable(entry),
      })),
    [entries, mayMove],
  );
  const drop = (id: string, start: Date | null, revert: () => void): void => {
    const entry = byId.get(id);
    if (!entry || !start) return revert();
    const localTime = DateTime.fromJSDate(start, { zone: entry.timeZone }).toFormat("yyyy-MM-dd'T'HH:mm");
    onMove(entry, { localTime, timeZone: entry.timeZone });
  };
  const over = (event: DragEvent): void => {
    if (event.dataTransfer.types.includes(DRAGGED) && dayAt(event)) event.preventDefault();
  };
  const dropUndated = (event: DragEvent): void => {
    const id = event.dataTransfer.getData(DRAGGED);
    const on = dayAt(event);
    if (!id || !on || byId.has(id)) return;
    event.preventDefault();
    onDrop(id, on);
  };
  return (
    <div className={classes.week} onDragOver={over} onDrop={dropUndated}>
      <Calendar
        key={day}
        plugins={PLUGINS}
        initialView="timeGridWeek"
        initialDate={day}
        headerToolbar={false}
        allDaySlot={false}
        nowIndicator
        firstDay={1}
        locales={[fr, en]}
        locale={language === 'fr' ? 'fr' : 'en-gb'}
        timeZone={zone}
        height="100%"
        scrollTime="07:30:00"
        snapDuration="00:15:00"
        slotDuration="00:30:00"
        defaultTimedEventDuration={{ minutes: SLOT_MINUTES }}
        slotEventOverlap={false}
        eventMaxStack={3}
        eventMinHeight={40}
        editable
        eventDurationEditable={false}
        events={events}
        eventContent={({ event }) => {
          const entry = byId.get(event.id);
          return entry ? <Chip entry={entry} /> : null;
        }}
        eventDrop={({ event, revert }) => drop(event.id, event.start, revert)}
      />
    </div>
  );
}

/** The day of the column under the pointer; an element of the column may be in front of it. */
const dayAt = ({ clientX, clientY }: DragEvent): string | undefined =>
  document
    .elementsFromPoint(clientX, clientY)
    .map((element) => element.closest<HTMLElement>('[data-date]')?.dataset.date?.slice(0, 10))
    .find(Boolean);
