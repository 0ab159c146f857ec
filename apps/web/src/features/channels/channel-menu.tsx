import { ActionIcon, Menu } from '@mantine/core';
import { IconDotsVertical } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '../../shared/api/types';
import { useBound } from '../../shared/ui/use-bound';
import type { ChannelActs } from './use-channel-acts';

interface MenuProps {
  channel: Channel;
  acts: ChannelActs;
  onReconnect: () => void;
  onRemove: () => void;
}

/** An administrator's actions on a channel. */
export function ChannelMenu({ channel, acts, onReconnect, onRemove }: MenuProps) {
  const { t } = useTranslation();
  // Disabled when the state changes, so that “Pause” does not become “Resume” under the pointer.
  const bound = useBound(channel.state);
  return (
    <Menu position="bottom-end" onOpen={bound.look}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t('channels.actions', { name: channel.name })}
        >
          <IconDotsVertical size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={acts.check}>{t('channels.check')}</Menu.Item>
        <Menu.Item onClick={onReconnect}>{t('channels.reconnect')}</Menu.Item>
        {channel.state === 'connected' && !bound.changed && (
          <Menu.Item onClick={() => acts.change({ state: 'paused' })}>{t('channels.pause')}</Menu.Item>
        )}
        {channel.state === 'paused' && !bound.changed && (
          <Menu.Item onClick={() => acts.change({ state: 'connected' })}>{t('channels.resume')}</Menu.Item>
        )}
        {channel.heldUntil && <Menu.Item onClick={acts.release}>{t('channels.release')}</Menu.Item>}
        {channel.profileUrl && (
          <Menu.Item component="a" href={channel.profileUrl} target="_blank" rel="noreferrer">
            {t('channels.openProfile')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item onClick={onRemove}>{t('channels.remove')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
