import { createContext } from 'react';
import type { CalendarEntry, Format } from '../../shared/api/types';

interface CalendarContextValue {
  zone: string;
  formats: ReadonlyMap<string, Format>;
  /** The post whose panel is open. */
  selected: string | null;
  move: (entry: CalendarEntry, day: string) => void;
  askMove: (entry: CalendarEntry) => void;
}

/** What every chip needs, without passing it through the grid. */
export const CalendarContext = createContext<CalendarContextValue>({
  zone: 'UTC',
  formats: new Map(),
  selected: null,
  move: () => undefined,
  askMove: () => undefined,
});
