import { ActionIcon, Menu, Select } from '@mantine/core';
import {
  IconCircleCheck,
  IconClockPause,
  IconDotsVertical,
  IconPlayerPause,
  IconPlug,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PLACEMENTS } from '#rules/brand';
import type { components } from '../../shared/api/schema';
import { api, unwrap } from '../../shared/api/client';
import type { Channel } from '../../shared/api/types';
import { shortDay, zoneWords } from '../../shared/dates/format';
import { useWhen } from '../../shared/dates/use-when';
import { useLanguage } from '../../shared/i18n/use-language';
import { Confirm } from '../../shared/ui/confirm';
import { ErrorNote } from '../../shared/ui/notes';
import { NetworkGlyph } from '../../shared/ui/network-glyph';
import { useBound } from '../../shared/ui/use-bound';
import classes from './channels.module.css';
import { ReconnectDialog } from './reconnect-dialog';
import { useChannelAction } from './use-channel-action';

const SIGNS = {
  connected: IconCircleCheck,
  held: IconClockPause,
  paused: IconPlayerPause,
  reconnect_needed: IconPlug,
} as const;

interface ChannelLineProps {
  channel: Channel;
  /** Somebody came to reconnect it. */
  wanted?: boolean;
  onSeen?: () => void;
}

/** One account: who, in what state, where it puts the baseline, and what an administrator can do. */
export function ChannelLine({ channel, wanted = false, onSeen }: ChannelLineProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const when = useWhen();
  const params = { path: { id: channel.id } };
  const [reconnecting, setReconnecting] = useState(false);
  const change = useChannelAction((body: components['schemas']['ChangeChannel']) =>
    unwrap(api.PATCH('/api/v1/channels/{id}', { params, body })),
  );
  const check = useChannelAction(
    () => unwrap(api.POST('/api/v1/channels/{id}/check', { params })),
    ({ state }) => t(state === 'reconnect_needed' ? 'channels.checkedBad' : 'channels.checked'),
  );
  const release = useChannelAction(
    () => unwrap(api.POST('/api/v1/channels/{id}/release', { params })),
    // The pause of the whole application may stand.
    ({ heldUntil }) => t(heldUntil ? 'channels.stillHeld' : 'channels.released'),
  );
  const remove = useChannelAction(
    () => unwrap(api.DELETE('/api/v1/channels/{id}', { params })),
    () => t('channels.removed'),
  );
  const [removing, setRemoving] = useState(false);
  // “Pause” does not become “Resume” under the pointer.
  const bound = useBound(channel.state);
  const error = change.error ?? check.error ?? release.error ?? remove.error;
  const standing = channel.state === 'connected' && channel.heldUntil ? 'held' : channel.state;
  const Sign = SIGNS[standing];
  const hints = {
    connected: () => null,
    held: () =>
      t('channels.heldHint', {
        when: when.at(channel.heldUntil ?? '', channel.timeZone),
        zone: zoneWords(channel.timeZone, language, t),
      }),
    paused: () => t('channels.pausedHint'),
    reconnect_needed: () => t('channels.reconnectHint'),
  };
  const hint = hints[standing]();
  return (
    <article className={classes.line}>
      <NetworkGlyph platform={channel.platform} size={24} />
      <div className={classes.who}>
        <strong dir="auto">{channel.name}</strong>
        <span>
          {t(`platform.${channel.platform}`)} · {channel.handle}
        </span>
        {channel.accessEndsAt && channel.state === 'connected' && (
          <span>
            {t(channel.accessEndAssumed ? 'channels.expiresAssumed' : 'channels.expires', {
              day: shortDay(channel.accessEndsAt, language),
            })}
          </span>
        )}
      </div>
      <span className={classes.state} data-state={standing}>
        <Sign size={16} aria-hidden />
        {t(`channels.state.${standing}`)}
      </span>
      <Select
        className={classes.placement}
        aria-label={`${t('channels.placement')}, ${channel.name}`}
        disabled={!channel.may.manage}
        value={channel.baselinePlacement}
        data={PLACEMENTS.map((value) => ({ value, label: t(`channels.placements.${value}`) }))}
        onChange={(value) => {
          const baselinePlacement = PLACEMENTS.find((placement) => placement === value);
          if (baselinePlacement) change.mutate({ baselinePlacement });
        }}
      />
      {channel.may.manage && (
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
            <Menu.Item onClick={() => check.mutate()}>{t('channels.check')}</Menu.Item>
            <Menu.Item onClick={() => setReconnecting(true)}>{t('channels.reconnect')}</Menu.Item>
            {channel.state === 'connected' && !bound.changed && (
              <Menu.Item onClick={() => change.mutate({ state: 'paused' })}>{t('channels.pause')}</Menu.Item>
            )}
            {channel.state === 'paused' && !bound.changed && (
              <Menu.Item onClick={() => change.mutate({ state: 'connected' })}>
                {t('channels.resume')}
              </Menu.Item>
            )}
            {channel.heldUntil && (
              <Menu.Item onClick={() => release.mutate()}>{t('channels.release')}</Menu.Item>
            )}
            {channel.profileUrl && (
              <Menu.Item component="a" href={channel.profileUrl} target="_blank" rel="noreferrer">
                {t('channels.openProfile')}
              </Menu.Item>
            )}
            <Menu.Divider />
            <Menu.Item onClick={() => setRemoving(true)}>{t('channels.remove')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {hint && <p className={classes.hint}>{hint}</p>}
      {error && (
        <div className={classes.hint}>
          <ErrorNote error={error} />
        </div>
      )}
      <ReconnectDialog
        channel={channel}
        opened={channel.may.manage && (reconnecting || wanted)}
        onClose={() => {
          setReconnecting(false);
          if (wanted) onSeen?.();
        }}
      />
      <Confirm
        opened={removing}
        title={t('channels.removeOf', { name: channel.name })}
        action={t('remove')}
        onClose={() => setRemoving(false)}
        onConfirm={() => {
          remove.mutate();
          setRemoving(false);
        }}
      >
        {t('channels.removeText')}
      </Confirm>
    </article>
  );
}
