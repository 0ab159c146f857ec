import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { resolveWish, type Wish } from '#rules/kernel';
import type { PostSummary } from '../../shared/api/types';
import { useWhen } from '../../shared/dates/use-when';
import { saveSchedule } from '../post/save-schedule';
import { UNDATED_KEY, type useUndated } from './use-undated';

type Page = NonNullable<ReturnType<typeof useUndated>['data']>;

const without = (page: Page, id: string): Page => ({
  ...page,
  items: page.items.filter((item) => item.id !== id),
  total: page.total === null ? null : page.total - 1,
});

/** Gives a post its first date. It leaves the tray at once, and the notice says where it went. */
export function usePlace(post: PostSummary, onDone: () => void) {
  const { t } = useTranslation();
  const { at } = useWhen();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: Wish) => saveSchedule(post.id, post.state, wish),
    onSuccess: (saved, wish) => {
      client.setQueryData<Page>(UNDATED_KEY, (page) => page && without(page, post.id));
      client.setQueryData(['post', post.id], saved);
      for (const key of ['posts', 'calendar', 'capacity']) void client.invalidateQueries({ queryKey: [key] });
      const resolved = resolveWish(wish);
      const when = resolved.ok ? at(resolved.dueAt, wish.timeZone) : wish.localTime;
      notifications.show({ color: 'gray', message: t('desk.placed', { when }) });
      onDone();
    },
  });
}
