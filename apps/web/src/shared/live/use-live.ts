import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { keepStream } from './stream';

/** A thousand houses publish at the same minute: what they change is asked for again once per window. */
const WINDOW_MS = 400;

interface Change {
  id?: string;
  postId?: string;
}

/**
 * Listens to the server's events and marks what they touch as stale; lists keep what they show until the new answer
 * is there. The browser reconnects by itself, and after a gap everything is asked for again.
 * @returns whether the stream is open.
 */
export function useLive(): boolean {
  const client = useQueryClient();
  const [open, setOpen] = useState(true);

  useEffect(() => {
    const pending = new Map<string, readonly string[]>();
    let timer: number | undefined;
    let lost = false;

    const flush = (): void => {
      timer = undefined;
      const keys = [...pending.values()];
      pending.clear();
      for (const queryKey of keys) void client.invalidateQueries({ queryKey });
    };
    const mark = (...keys: (readonly string[])[]): void => {
      for (const key of keys) pending.set(key.join('/'), key);
      timer ??= window.setTimeout(flush, WINDOW_MS);
    };
    const on = (source: EventSource, name: string, keys: (change: Change) => (readonly string[])[]): void =>
      source.addEventListener(name, (event: MessageEvent<string>) => {
        const change: Change = JSON.parse(event.data);
        mark(...keys(change));
      });

    const listen = (source: EventSource): void => {
      on(source, 'post.changed', ({ id }) => [['calendar'], ['posts'], ...(id ? [['post', id]] : [])]);
      on(source, 'publication.changed', ({ id, postId }) => [
        ['calendar'],
        ...(postId ? [['post', postId]] : []),
        ...(id ? [['publication', id]] : []),
      ]);
      on(source, 'notification.changed', () => [['notifications']]);
      source.onopen = () => {
        setOpen(true);
        if (lost) mark(['calendar'], ['posts'], ['post'], ['publication'], ['notifications']);
        lost = false;
      };
    };
    const close = keepStream('/api/v1/events', listen, () => {
      lost = true;
      setOpen(false);
    });
    return () => {
      window.clearTimeout(timer);
      close();
    };
  }, [client]);

  return open;
}
