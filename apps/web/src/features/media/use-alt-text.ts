import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useErrorText } from '../../shared/api/use-error-text';
import { api, unwrap } from '../../shared/api/client';
import type { Media } from '../../shared/api/types';
import { markStale, queries, stale } from '../../shared/queries';
import { useKeptText } from '../../shared/device/kept-text';
import { SerialValue } from '../../shared/saving/serial-value';
import { browserTimers } from '../../shared/saving/timers';

/** A medium's alternative text while it is typed; saved on leaving the field, stored on the device until then. */
export function useAltText(medium: Media) {
  const client = useQueryClient();
  const sentence = useErrorText();
  const kept = useKeptText(`alt-text:${medium.id}`);
  const [touched, setTouched] = useState(false);
  const [outcome, setOutcome] = useState<{ error: unknown } | null>(null);
  const { forget, text } = kept;
  const [saver] = useState(
    () =>
      new SerialValue(
        medium.altText,
        medium.altText,
        async (altText) => {
          const saved = await unwrap(
            api.PATCH('/api/v1/media/{id}', { params: { path: { id: medium.id } }, body: { altText } }),
          );
          client.setQueryData(queries.medium(saved.id).queryKey, saved);
          void markStale(client, stale.libraryChanged());
        },
        browserTimers,
        (error) => {
          setOutcome({ error });
          if (!error) forget();
        },
      ),
  );
  // Text that a closed page left unsaved is saved when its medium is shown again; so is text left unsaved here.
  useEffect(() => {
    if (text === '' || touched) return;
    saver.type(text);
    saver.save();
  }, [saver, text, touched]);
  useEffect(() => saver.save, [saver]);

  return {
    value: touched || text !== '' ? text : medium.altText,
    type: (next: string): void => {
      setTouched(true);
      kept.type(next);
      saver.type(next);
    },
    save: saver.save,
    saved: outcome !== null && !outcome.error,
    error: outcome?.error ? sentence(outcome.error) : undefined,
  };
}
