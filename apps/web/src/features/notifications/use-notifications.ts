import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { api, unwrap } from '../../shared/api/client';
import { useLanguage } from '../../shared/i18n/use-language';
import { queries, stale, useMarkStale } from '../../shared/queries';

/** The person's notifications, the latest first, in the interface's language. */
export function useNotifications() {
  const language = useLanguage();
  return useInfiniteQuery(queries.notifications(language));
}

/** Marks one as read, or all of them. */
export function useReading() {
  const mark = useMarkStale();
  const onSettled = () => mark(stale.notificationsRead());
  const one = useMutation({
    mutationFn: (id: string) =>
      unwrap(api.POST('/api/v1/notifications/{id}/read', { params: { path: { id } } })),
    onSettled,
  });
  const all = useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/notifications/read-all')),
    onSettled,
  });
  return { read: one.mutate, readAll: all };
}
