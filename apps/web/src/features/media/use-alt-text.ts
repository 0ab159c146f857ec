import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useErrorText } from '../../shared/api/use-error-text';
import { api, unwrap } from '../../shared/api/client';
import type { Media } from '../../shared/api/types';

/** A medium's alternative text while it is typed; saved when the field is left. */
export function useAltText(medium: Media) {
  const client = useQueryClient();
  const sentence = useErrorText();
  const [typed, setTyped] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: (altText: string) =>
      unwrap(api.PATCH('/api/v1/media/{id}', { params: { path: { id: medium.id } }, body: { altText } })),
    onSuccess: (saved) => {
      client.setQueryData(['media', 'one', saved.id], saved);
      void client.invalidateQueries({ queryKey: ['media', 'list'] });
    },
  });
  return {
    value: typed ?? medium.altText,
    type: setTyped,
    save: () => {
      if (typed !== null && typed.trim() !== medium.altText) save.mutate(typed.trim());
    },
    saved: save.isSuccess,
    error: save.error ? sentence(save.error) : undefined,
  };
}
