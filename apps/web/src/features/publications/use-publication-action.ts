import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import type { Publication } from '../../shared/api/types';
import { stale, useMarkStale } from '../../shared/queries';

/** A person's decision about a publication; the post and the calendar follow. */
export function usePublicationAction<T>(run: (values: T) => Promise<Publication>, done: string) {
  const mark = useMarkStale();
  return useMutation({
    mutationFn: run,
    onSuccess: () => notifications.show({ color: 'gray', message: done }),
    onSettled: () => void mark(stale.publicationActedOn()),
  });
}
