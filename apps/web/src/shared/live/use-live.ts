import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { afterGap, live, type LiveChange, markStale } from '../queries';
import { browserTimers } from '../saving/timers';
import { Gathered } from './gathered';
import { keepStream } from './stream';

const WINDOW_MS = 400;

/**
 * Listens to the server's events and marks the affected queries as stale; lists keep their content until the new
 * answer arrives. After a gap everything is refetched.
 * @returns whether the stream is open
 */
export function useLive(): boolean {
  const client = useQueryClient();
  const [open, setOpen] = useState(true);

  useEffect(() => {
    const gathered = new Gathered(WINDOW_MS, browserTimers, (keys) => void markStale(client, keys));
    let lost = false;

    const listen = (source: EventSource): void => {
      for (const [name, touched] of Object.entries(live)) {
        source.addEventListener(name, (event: MessageEvent<string>) => {
          const change: LiveChange = JSON.parse(event.data);
          gathered.add(touched(change));
        });
      }
      source.onopen = () => {
        setOpen(true);
        if (lost) gathered.add(afterGap());
        lost = false;
      };
    };
    const close = keepStream('/api/v1/events', listen, () => {
      lost = true;
      setOpen(false);
    });
    return () => {
      gathered.stop();
      close();
    };
  }, [client]);

  return open;
}
