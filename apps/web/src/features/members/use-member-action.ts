import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { stale, useMarkStale } from '../../shared/queries';

/** Something done about a person's membership; the list follows. */
export function useMemberAction<V, R>(run: (values: V) => Promise<R>, done: string) {
  const mark = useMarkStale();
  return useMutation({
    mutationFn: run,
    onSuccess: () => notifications.show({ color: 'gray', message: done }),
    onSettled: () => void mark(stale.memberChanged()),
  });
}
