import { useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { Outlet, useLocation, useMatch } from 'react-router';
import { Boundary } from '../../shared/ui/boundary';
import { Rows } from '../../shared/ui/notes';
import { isList } from '../desk/address';
import { Calendar } from './calendar';
import classes from './calendar.module.css';
import { ResizablePanel } from '../../shared/ui/resizable-panel';

const Posts = lazy(() => import('../desk/posts-screen'));

export const PHONE = '(max-width: 768px)';

/** Home: the calendar, or the list of all posts, with the open post beside it (over it on a phone). */
export function CalendarScreen() {
  const open = useMatch('/posts/:id/:mode?');
  const id = open?.params.id ?? null;
  const { pathname, search } = useLocation();
  const list = isList(pathname, search);
  const phone = useMediaQuery(PHONE, window.matchMedia(PHONE).matches);
  const calendar = useRef<HTMLDivElement>(null);
  const last = useRef(id);

  // Closing a post returns the focus to its chip or line.
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
        {list ? (
          <Suspense fallback={<Rows count={8} />}>
            <Posts selected={id} />
          </Suspense>
        ) : (
          <Calendar selected={id} phone={phone} />
        )}
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
