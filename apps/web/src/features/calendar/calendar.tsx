import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../shared/api/lists';
import type { CalendarEntry, PostSummary } from '../../shared/api/types';
import { useMay } from '../../shared/session/use-me';
import { useTitle } from '../../shared/ui/use-title';
import { PhoneTray } from '../desk/phone-tray';
import { PlaceDialog, type Placing } from '../desk/place-dialog';
import { Tray, TRAY_TOGGLE } from '../desk/tray';
import { useUndated } from '../desk/use-undated';
import { CalendarBody } from './calendar-body';
import { CalendarContext } from './calendar-context';
import { CalendarRemarks } from './calendar-remarks';
import classes from './calendar.module.css';
import { FilterChips } from './filter-chips';
import { GapDialog, MoveDialog } from './move-dialog';
import { Toolbar } from './toolbar';
import { useEntries } from './use-entries';
import { useMove } from './use-move';
import { useCalendarState } from './view-state';

const NONE: CalendarEntry[] = [];

/** The month, week or list with its tools. */
export function Calendar({ selected, phone }: { selected: string | null; phone: boolean }) {
  const { t } = useTranslation();
  const { state, change, zone } = useCalendarState();
  useTitle(selected ? '' : t('calendar.title'));
  const { data, days, byDay, error, refetch, isPending } = useEntries(state, zone);
  const formats = useFormats().data;
  const { move, put, gap, closeGap } = useMove(zone);
  const mayMove = useMay('post.write');
  const [asked, setAsked] = useState<CalendarEntry | null>(null);
  const undated = useUndated().data;
  const [placing, setPlacing] = useState<Placing | null>(null);
  const context = useMemo(
    () => ({
      zone,
      formats: new Map(formats?.map((format) => [format.key, format])),
      selected,
      mayMove,
      move,
      askMove: setAsked,
    }),
    [zone, formats, selected, mayMove, move],
  );
  const drop = useCallback(
    (postId: string, day: string): void => {
      const entry = data?.items.find((item) => item.postId === postId);
      if (entry) return move(entry, day);
      const post = undated?.items.find((item) => item.id === postId);
      if (post) setPlacing({ post, day });
    },
    [data, undated, move],
  );
  const place = (post: PostSummary): void => setPlacing({ post, day: null });
  return (
    <CalendarContext value={context}>
      <Toolbar state={state} zone={zone} phone={phone} change={change} />
      <FilterChips state={state} change={change} />
      <p id="calendar-keys" className="visually-hidden">
        {t(mayMove ? 'calendar.keys' : 'desk.read')}
      </p>
      <CalendarRemarks
        state={state}
        zone={zone}
        days={days}
        shown={data}
        error={error}
        onRetry={() => void refetch()}
      />
      {phone && <PhoneTray onPlace={place} />}
      <div className={classes.beside}>
        <CalendarBody
          shown={{ state, zone, days, byDay, entries: data?.items ?? NONE, isPending }}
          phone={phone}
          onMove={(entry, localSchedule) => void put(entry, localSchedule)}
          onDrop={drop}
          change={change}
        />
        {!phone && <Tray beside={selected !== null} onPlace={place} />}
      </div>
      <PlaceDialog
        placing={placing}
        zone={zone}
        onClose={() => setPlacing(null)}
        onClosed={() => {
          // The focused row disappeared with its post.
          if (document.activeElement === document.body) document.getElementById(TRAY_TOGGLE)?.focus();
        }}
      />
      <MoveDialog entry={asked} zone={zone} onMove={move} onClose={() => setAsked(null)} />
      <GapDialog
        gap={gap}
        onClose={closeGap}
        onChoose={(entry, localSchedule) => {
          closeGap();
          void put(entry, localSchedule);
        }}
      />
    </CalendarContext>
  );
}
