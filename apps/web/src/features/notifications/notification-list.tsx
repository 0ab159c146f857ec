import { Button } from '@mantine/core';
import { IconBellOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState, ErrorNote, Rows } from '../../shared/ui/notes';
import { NotificationItem } from './notification-item';
import classes from './notifications.module.css';
import { useNotifications, useReading } from './use-notifications';

/** Everything the person was told. Following one marks it as read. */
export default function NotificationList({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation();
  const list = useNotifications();
  const { read, readAll } = useReading();
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const unread = list.data?.pages[0]?.unread ?? 0;
  return (
    <>
      {list.error && <ErrorNote error={list.error} onRetry={() => void list.refetch()} />}
      {!list.data && !list.error && <Rows count={5} />}
      {unread > 0 && (
        <div className={classes.tools}>
          <span>{t('notifications.unread', { count: unread })}</span>
          <Button variant="default" loading={readAll.isPending} onClick={() => readAll.mutate()}>
            {t('notifications.readAll')}
          </Button>
        </div>
      )}
      {list.data && items.length === 0 && (
        <EmptyState icon={<IconBellOff size={40} />}>{t('notifications.empty')}</EmptyState>
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
