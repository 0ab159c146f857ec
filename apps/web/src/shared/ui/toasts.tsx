import { useMediaQuery } from '@mantine/hooks';
import { Notifications, notifications, notificationsStore } from '@mantine/notifications';
import { useEffect } from 'react';
import { repeated } from './repeated';

const PHONE = '(max-width: 768px)';

/**
 * What is said in passing. One sentence stands once, however often it is said, the latest in the place of those before.
 * On a phone it stands at the top: the navigation and the buttons under the thumb stay free.
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
