import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Channel } from '../../shared/api/types';

/** Something done to a channel; the list follows. `done` may depend on what the network answered. */
export function useChannelAction<T = void, R = Channel>(
  run: (values: T) => Promise<R>,
  done?: (answer: R) => string,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: (answer) => {
      if (done) notifications.show({ color: 'gray', message: done(answer) });
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['channels'] }),
  });
}
