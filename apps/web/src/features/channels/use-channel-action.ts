import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import type { Channel } from '../../shared/api/types';
import { stale, useMarkStale } from '../../shared/queries';

/** Runs an act on a channel and updates the list. `done` may depend on the answer. */
export function useChannelAction<T = void, R = Channel>(
  run: (values: T) => Promise<R>,
  done?: (answer: R) => string,
) {
  const mark = useMarkStale();
  return useMutation({
    mutationFn: run,
    onSuccess: (answer) => {
      if (done) notifications.show({ color: 'gray', message: done(answer) });
    },
    onSettled: () => void mark(stale.channelChanged()),
  });
}
