import { createContext } from 'react';
import type { CalendarEntry, Format } from '../../shared/api/types';

interface CalendarContextValue {
  zone: string;
  formats: ReadonlyMap<string, Format>;
  /** The post whose panel is open. */
  selected: string | null;
  /** Whether the person may move anything at all; without it no post can be picked up. */
  mayMove: boolean;
  move: (entry: CalendarEntry, day: string) => void;
  askMove: (entry: CalendarEntry) => void;
}

/** What every chip needs, without passing it through the grid. */
export const CalendarContext = createContext<CalendarContextValue>({
  zone: 'UTC',
  formats: new Map(),
  selected: null,
  mayMove: false,
  move: () => undefined,
  askMove: () => undefined,
});
