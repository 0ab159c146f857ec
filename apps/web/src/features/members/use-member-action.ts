import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { stale, useMarkStale } from '../../shared/queries';

/** Runs an act on a membership and updates the list. */
export function useMemberAction<V, R>(run: (values: V) => Promise<R>, done: string) {
  const mark = useMarkStale();
  return useMutation({
    mutationFn: run,
    onSuccess: () => notifications.show({ color: 'gray', message: done }),
    onSettled: () => void mark(stale.memberChanged()),
  });
}
