import { useTranslation } from 'react-i18next';
import type { CalendarEntry } from '../../shared/api/types';
import { ErrorNote, Note } from '../../shared/ui/notes';
import type { CalendarState } from './address';
import classes from './calendar.module.css';
import { CapacityNote } from './capacity-note';

interface RemarksProps {
  state: CalendarState;
  zone: string;
  days: readonly string[];
  /** The server's answer; absent while it loads. */
  shown: { items: CalendarEntry[]; truncated: boolean } | undefined;
  error: unknown;
  onRetry: () => void;
}

/** Notes about the displayed days: an error, too many entries, more than networks accept, or no entries. */
export function CalendarRemarks({ state, zone, days, shown, error, onRetry }: RemarksProps) {
  const { t } = useTranslation();
  const filtered = state.channels.length + state.states.length + state.formats.length > 0;
  return (
    <>
      {Boolean(error) && (
        <div className={classes.note}>
          <ErrorNote error={error} onRetry={onRetry} />
        </div>
      )}
      {shown?.truncated && (
        <div className={classes.note}>
          <Note tone="amber">{t('calendar.truncated')}</Note>
        </div>
      )}
      <CapacityNote days={days} zone={zone} entries={shown?.items ?? []} />
      {shown?.items.length === 0 && state.view === 'month' && (
        <p className={classes.nothing} role="status">
          {t(filtered ? 'calendar.emptyFiltered' : 'calendar.empty')}
        </p>
      )}
    </>
  );
}
