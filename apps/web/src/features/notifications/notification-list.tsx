import { Button } from '@mantine/core';
import { IconBellOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Notification } from '../../shared/api/types';
import { EmptyState, ErrorNote, Rows } from '../../shared/ui/notes';
import { NotificationItem } from './notification-item';
import classes from './notifications.module.css';
import { useNotifications, useReading } from './use-notifications';

/** Keeps a list still: new items are added on request only, so that nothing moves under a finger. */
function useStill(all: readonly Notification[]) {
  const [since, setSince] = useState<string | null>(null);
  const top = all[0];
  if (since === null && top) setSince(top.id);
  const from = Math.max(
    0,
    all.findIndex(({ id }) => id === since),
  );
  return { items: all.slice(from), arrived: from, show: () => setSince(top?.id ?? null) };
}

/** All notifications of the person. Opening one marks it as read. */
export default function NotificationList({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation();
  const list = useNotifications();
  const { read, readAll } = useReading();
  const all = list.data?.pages.flatMap((page) => page.items) ?? [];
  const { items, arrived, show } = useStill(all);
  const unread = list.data?.pages[0]?.unread ?? 0;
  // Only displayed items are marked as read.
  const readShown = (): void => {
    if (arrived === 0) return readAll.mutate();
    for (const item of items) if (!item.readAt) read(item.id);
  };
  return (
    <>
      {list.error && <ErrorNote error={list.error} onRetry={() => void list.refetch()} />}
      {!list.data && !list.error && <Rows count={5} />}
      {unread > 0 && (
        <div className={classes.tools}>
          <span>{t('notifications.unread', { count: unread })}</span>
          <Button variant="default" loading={readAll.isPending} onClick={readShown}>
            {t('notifications.readAll')}
          </Button>
        </div>
      )}
      {list.data && items.length === 0 && (
        <EmptyState icon={<IconBellOff size={40} />}>{t('notifications.empty')}</EmptyState>
      )}
      {arrived > 0 && (
        <Button variant="default" fullWidth onClick={show}>
          {t('notifications.showNew', { count: arrived })}
        </Button>
      )}
      {items.length > 0 && (
        <ul className={classes.list}>
          {items.map((item) => (
            <NotificationItem
              key={item.id}
              item={item}
              onFollow={() => {
                if (!item.readAt) read(item.id);
                onLeave();
              }}
            />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('loadMore')}
        </Button>
      )}
      {list.data && (
        <Link className={classes.choose} to="/settings#notifications" onClick={onLeave}>
          {t('notifications.choose')}
        </Link>
      )}
    </>
  );
}
