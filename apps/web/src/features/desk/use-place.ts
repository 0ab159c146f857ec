import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { resolveLocalSchedule, type LocalSchedule } from '#rules/kernel';
import type { PostSummary } from '../../shared/api/types';
import { useWhen } from '../../shared/dates/use-when';
import { markStale, queries, stale } from '../../shared/queries';
import { saveSchedule } from '../../shared/api/save-schedule';
import { withoutPost } from './tray-page';

/** Sets a post's first date. The post leaves the tray at once, and a notice says where it is. */
export function usePlace(post: PostSummary, onDone: () => void) {
  const { t } = useTranslation();
  const { at } = useWhen();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (localSchedule: LocalSchedule) => saveSchedule(post.id, post.state, localSchedule),
    onSuccess: (saved, localSchedule) => {
      client.setQueryData(queries.undated().queryKey, (page) => page && withoutPost(page, post.id));
      client.setQueryData(queries.post(post.id).queryKey, saved);
      void markStale(client, stale.postSaved());
      const resolved = resolveLocalSchedule(localSchedule);
      const when = resolved.ok ? at(resolved.dueAt, localSchedule.timeZone) : localSchedule.localTime;
      notifications.show({ color: 'gray', message: t('desk.placed', { when }) });
      onDone();
    },
  });
}
