import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import type { Publication } from '../../shared/api/types';
import { stale, useMarkStale } from '../../shared/queries';

/** Runs a person's decision about a publication, and refetches post and calendar. */
export function usePublicationAction<T>(run: (values: T) => Promise<Publication>, done: string) {
  const mark = useMarkStale();
  return useMutation({
    mutationFn: run,
    onSuccess: () => notifications.show({ color: 'gray', message: done }),
    onSettled: () => void mark(stale.publicationActedOn()),
  });
}
