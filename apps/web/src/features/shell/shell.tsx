import { Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useLocation } from 'react-router';
import { useLive } from '../../shared/live/use-live';
import { Boundary } from '../../shared/ui/boundary';
import { Rows } from '../../shared/ui/notes';
import { SessionEnded } from '../auth/session-ended';
import { LeftWords } from '../composer/left-words';
import { isList } from '../desk/address';
import { useReviewQueue } from '../review/use-review-queue';
import { Rail } from './rail';
import classes from './shell.module.css';

const screenOf = ({ pathname, search }: { pathname: string; search: string }): string => {
  if (isList(pathname, search)) return 'posts';
  const [, first = ''] = pathname.split('/');
  return first === 'posts' ? '' : first;
};

/** The frame around every screen: rail, content, live stream. */
export function Shell() {
  const { t } = useTranslation();
  const live = useLive();
  const queue = useReviewQueue();
  const main = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const screen = screenOf(useLocation());
  const shown = useRef(screen);

  // A new screen moves the focus to its heading, as a new page would; not the first one.
  useEffect(() => {
    if (shown.current === screen) return;
    shown.current = screen;
    const heading = main.current?.querySelector<HTMLElement>('h1');
    (heading ?? main.current)?.focus({ preventScroll: true });
    scroller.current?.scrollTo(0, 0);
  }, [screen]);

  return (
    <div className={classes.shell}>
      <a href="#content" className="skip-link">
        {t('skip')}
      </a>
      <Rail waiting={queue.data?.length ?? 0} />
      <main id="content" ref={main} className={classes.main} tabIndex={-1}>
        {!live && (
          <p className={classes.offline} role="status">
            {t('live.offline')}
          </p>
        )}
        <LeftWords />
        <div ref={scroller} className={classes.screen}>
          <Boundary place={screen}>
            <Suspense fallback={<div className={classes.fallback}>{<Rows />}</div>}>
              <Outlet />
            </Suspense>
          </Boundary>
        </div>
      </main>
      <SessionEnded />
    </div>
  );
}
