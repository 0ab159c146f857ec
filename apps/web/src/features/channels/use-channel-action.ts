import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Channel } from '../../shared/api/types';

/** Something done to a channel; the list follows. `done` may depend on what the network answered. */
export function useChannelAction<T = void>(
  run: (values: T) => Promise<Channel>,
  done?: (channel: Channel) => string,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: (channel) => {
      if (done) notifications.show({ color: 'gray', message: done(channel) });
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['channels'] }),
  });
}
