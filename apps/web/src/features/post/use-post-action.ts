import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Post } from '../../shared/api/types';
import { markStale, queries, stale } from '../../shared/queries';

/** Runs an act on a post; its answer replaces the post, and calendar and lists are refetched. */
export function usePostAction<T = void>(run: (values: T) => Promise<Post>, done: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: (post) => {
      client.setQueryData(queries.post(post.id).queryKey, post);
      notifications.show({ color: 'gray', message: done });
    },
    onSettled: () => void markStale(client, stale.postActedOn()),
  });
}
