import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Publication } from '../../shared/api/types';

/** A person's decision about a publication; the post and the calendar follow. */
export function usePublicationAction<T>(run: (values: T) => Promise<Publication>, done: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: () => notifications.show({ color: 'gray', message: done }),
    onSettled: () => {
      for (const key of ['post', 'publication', 'calendar']) {
        void client.invalidateQueries({ queryKey: [key] });
      }
    },
  });
}
