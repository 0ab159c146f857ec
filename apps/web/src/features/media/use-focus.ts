import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../../shared/api/client';
import { useErrorText } from '../../shared/api/use-error-text';
import type { Media } from '../../shared/api/types';
import { markStale, queries, stale } from '../../shared/queries';
import type { Focus } from './crops';

/** A picture's focal point while it is moved; saved when the pointer or the key is released. */
export function useFocus(medium: Media) {
  const client = useQueryClient();
  const sentence = useErrorText();
  const [focus, setFocus] = useState(medium.focus);
  const save = useMutation({
    // One request at a time, so that the last position wins.
    scope: { id: `focus-${medium.id}` },
    mutationFn: (next: Focus | null) =>
      unwrap(api.PATCH('/api/v1/media/{id}', { params: { path: { id: medium.id } }, body: { focus: next } })),
    onSuccess: (saved) => {
      client.setQueryData(queries.medium(saved.id).queryKey, saved);
      void markStale(client, stale.libraryChanged());
    },
    onError: () => setFocus(medium.focus),
  });
  return {
    focus,
    move: setFocus,
    keep: (next: Focus | null) => {
      setFocus(next);
      save.mutate(next);
    },
    error: save.error ? sentence(save.error) : null,
  };
}
