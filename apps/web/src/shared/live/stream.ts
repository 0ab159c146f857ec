import { lookAgain } from '../session/arrival';
import { session } from '../session/session';
import { browserTimers, type Timers } from '../saving/timers';

const FIRST_MS = 2_000;
const LONGEST_MS = 60_000;

/**
 * Keeps one event stream open. The browser reconnects a lost connection by itself; a refused stream (session ended,
 * restart) is opened again here once somebody is signed in.
 * @returns a function that closes it
 */
export function keepStream(
  path: string,
  listen: (source: EventSource) => void,
  lost: () => void,
  timers: Pick<Timers, 'later'> = browserTimers,
): () => void {
  let source: EventSource;
  let callOff = (): void => undefined;
  let wait = FIRST_MS;
  let closed = false;

  const open = (): void => {
    if (closed) return;
    source = new EventSource(path, { withCredentials: true });
    source.addEventListener('open', () => (wait = FIRST_MS));
    source.addEventListener('error', () => {
      lost();
      if (source.readyState === EventSource.CLOSED) void refused();
    });
    listen(source);
  };
  const refused = async (): Promise<void> => {
    await lookAgain();
    await session.renewed();
    callOff = timers.later(wait, open);
    wait = Math.min(LONGEST_MS, wait * 2);
  };
  open();
  return () => {
    closed = true;
    callOff();
    source.close();
  };
}
