import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Act } from './acts';
import classes from './post-frame.module.css';
import { useActName } from './use-act-name';

interface ActsMenuProps {
  others: readonly Act[];
  destructive: readonly Act[];
  /** The post has changed since the menu was opened. */
  changed: boolean;
  onOpen: () => void;
  onAct: (act: Act) => void;
}

/** All other acts; destructive ones last. */
export function ActsMenu({ others, destructive, changed, onOpen, onAct }: ActsMenuProps) {
  const { t } = useTranslation();
  const nameOf = useActName();
  if (others.length + destructive.length === 0) return null;
  const item = (act: Act) => (
    <Menu.Item
      key={act}
      disabled={changed}
      {...(destructive.includes(act) && { color: 'var(--lu-red)' })}
      onClick={() => onAct(act)}
    >
      {nameOf(act)}
    </Menu.Item>
  );
  return (
    <Menu position="top-end" onOpen={onOpen}>
      <Menu.Target>
        <ActionIcon variant="default" size={36} className={classes.more} aria-label={t('acts.more')}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {changed && <Menu.Label>{t('bound.changed')}</Menu.Label>}
        {others.map(item)}
        {others.length > 0 && destructive.length > 0 && <Menu.Divider />}
        {destructive.map(item)}
      </Menu.Dropdown>
    </Menu>
  );
}
