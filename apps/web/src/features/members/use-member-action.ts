import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';

export const ROLES = ['admin', 'manager', 'editor', 'viewer'] as const;

/** Something done about a person's membership; the list follows. */
export function useMemberAction<V, R>(run: (values: V) => Promise<R>, done: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: () => notifications.show({ color: 'gray', message: done }),
    onSettled: () => void client.invalidateQueries({ queryKey: ['members'] }),
  });
}
