import { Drawer, UnstyledButton } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconBell } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Boundary } from '../../shared/ui/boundary';
import { Rows } from '../../shared/ui/notes';
import rail from '../shell/rail.module.css';
import classes from './notifications.module.css';
import { useNotifications } from './use-notifications';

const NotificationList = lazy(() => import('./notification-list'));

/** Number of unread notifications, and their list, which opens over the screen. */
export function Bell() {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure();
  const phone = useMediaQuery('(max-width: 768px)');
  const unread = useNotifications().data?.pages[0]?.unread ?? 0;
  return (
    <>
      <UnstyledButton className={rail.link} onClick={open} aria-haspopup="dialog">
        <span className={rail.sign}>
          <IconBell size={22} stroke={1.6} aria-hidden />
          {unread > 0 && (
            <span className={rail.count} aria-hidden>
              {unread > 99 ? '99+' : unread}
            </span>
          )}
        </span>
        {t('notifications.title')}
        {unread > 0 && (
          <span className="visually-hidden">, {t('notifications.unread', { count: unread })}</span>
        )}
      </UnstyledButton>
      <Drawer
        opened={opened}
        onClose={close}
        title={t('notifications.title')}
        position="right"
        size={phone ? '100%' : 440}
        transitionProps={{ duration: 120 }}
        closeButtonProps={{ 'aria-label': t('close') }}
        classNames={{ title: classes.title, body: classes.body }}
      >
        <Boundary>
          <Suspense fallback={<Rows count={5} />}>
            <NotificationList onLeave={close} />
          </Suspense>
        </Boundary>
      </Drawer>
    </>
  );
}
