import { useMediaQuery } from '@mantine/hooks';
import { Notifications, notifications, notificationsStore } from '@mantine/notifications';
import { useEffect } from 'react';
import { repeated } from './repeated';

const PHONE = '(max-width: 768px)';

/**
 * Short notices. A repeated sentence is shown once, in the place of the latest. At the top on a phone, so that
 * navigation and buttons at the bottom stay free.
 */
export function Toasts() {
  const phone = useMediaQuery(PHONE, window.matchMedia(PHONE).matches);
  useEffect(
    () =>
      notificationsStore.subscribe(({ notifications: shown, queue }) => {
        for (const id of repeated([...shown, ...queue])) notifications.hide(id);
      }),
    [],
  );
  return (
    <Notifications position={phone ? 'top-center' : 'bottom-center'} limit={3} transitionDuration={120} />
  );
}
