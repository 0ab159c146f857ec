import { Drawer, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendarOff, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PostSummary } from '../../shared/api/types';
import classes from './tray.module.css';
import { TRAY_TOGGLE } from './tray';
import { UndatedList } from './undated-list';
import { useUndated } from './use-undated';

/** On a phone, one line with the count, which opens the list; absent when no post waits. */
export function PhoneTray({ onPlace }: { onPlace: (post: PostSummary) => void }) {
  const { t } = useTranslation();
  const total = useUndated().data?.total ?? 0;
  const [opened, { open, close }] = useDisclosure();
  const place = (post: PostSummary): void => {
    close();
    onPlace(post);
  };
  return (
    <>
      {total > 0 && (
        <UnstyledButton id={TRAY_TOGGLE} className={classes.line} aria-haspopup="dialog" onClick={open}>
          <IconCalendarOff size={20} stroke={1.6} aria-hidden />
          {t('desk.undatedCount', { total })}
          <IconChevronRight className={classes.fold} size={16} aria-hidden />
        </UnstyledButton>
      )}
      <Drawer
        opened={opened}
        onClose={close}
        title={t('desk.undatedCount', { total })}
        position="bottom"
        size="75%"
        transitionProps={{ duration: 120 }}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <UndatedList onPlace={place} onLeave={close} />
      </Drawer>
    </>
  );
}
