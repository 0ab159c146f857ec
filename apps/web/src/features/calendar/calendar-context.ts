import { createContext } from 'react';
import type { CalendarEntry, Format } from '../../shared/api/types';

interface CalendarContextValue {
  zone: string;
  formats: ReadonlyMap<string, Format>;
  /** The post whose panel is open. */
  selected: string | null;
  /** Whether the person may move posts at all; otherwise none can be dragged. */
  mayMove: boolean;
  move: (entry: CalendarEntry, day: string) => void;
  askMove: (entry: CalendarEntry) => void;
}

/** What every chip needs, without passing it through the grid's props. */
export const CalendarContext = createContext<CalendarContextValue>({
  zone: 'UTC',
  formats: new Map(),
  selected: null,
  mayMove: false,
  move: () => undefined,
  askMove: () => undefined,
});
