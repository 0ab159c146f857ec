import { useMediaQuery } from '@mantine/hooks';
import { Suspense, useEffect, useRef } from 'react';
import { Outlet, useMatch } from 'react-router';
import { Boundary } from '../../shared/ui/boundary';
import { Rows } from '../../shared/ui/notes';
import { Calendar } from './calendar';
import classes from './calendar.module.css';
import { ResizablePanel } from './resizable-panel';

export const PHONE = '(max-width: 768px)';

/** Home: the calendar, and beside it (over it on a phone) the post that is open. */
export function CalendarScreen() {
  const open = useMatch('/posts/:id/:mode?');
  const id = open?.params.id ?? null;
  const phone = useMediaQuery(PHONE, window.matchMedia(PHONE).matches);
  const calendar = useRef<HTMLDivElement>(null);
  const last = useRef(id);

  // Closing a post gives the focus back to its chip: the calendar is where it was.
  useEffect(() => {
    const before = last.current;
    last.current = id;
    if (id !== null || before === null) return;
    const chip = calendar.current?.querySelector<HTMLElement>(`[data-post="${CSS.escape(before)}"]`);
    (chip ?? calendar.current?.querySelector('h1'))?.focus({ preventScroll: true });
  }, [id]);

  return (
    <div className={classes.screen}>
      <div ref={calendar} className={classes.calendar} inert={phone && id !== null}>
        <Calendar selected={id} phone={phone} />
      </div>
      {id !== null && (
        <ResizablePanel>
          <Boundary place={id}>
            <Suspense fallback={<Rows count={5} />}>
              <Outlet />
            </Suspense>
          </Boundary>
        </ResizablePanel>
      )}
    </div>
  );
}
