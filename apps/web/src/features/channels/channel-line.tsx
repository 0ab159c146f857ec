import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PLACEMENTS } from '#rules/brand';
import type { Channel } from '../../shared/api/types';
import { shortDay } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { Confirm } from '../../shared/ui/confirm';
import { ErrorNote } from '../../shared/ui/notes';
import { NetworkGlyph } from '../../shared/ui/network-glyph';
import { ChannelMenu } from './channel-menu';
import { ChannelStanding, StandingHint } from './channel-standing';
import classes from './channels.module.css';
import { ReconnectDialog } from './reconnect-dialog';
import { useChannelActs } from './use-channel-acts';

interface ChannelLineProps {
  channel: Channel;
  /** The person came to reconnect this channel. */
  wanted?: boolean;
  onSeen?: () => void;
}

/** One account: name, state, place of the baseline, and an administrator's actions. */
export function ChannelLine({ channel, wanted = false, onSeen }: ChannelLineProps) {
  const { t } = useTranslation();
  const acts = useChannelActs(channel);
  const [reconnecting, setReconnecting] = useState(false);
  const [removing, setRemoving] = useState(false);
  return (
    <article className={classes.line}>
      <NetworkGlyph platform={channel.platform} size={24} />
      <Who channel={channel} />
      <ChannelStanding channel={channel} />
      <Select
        className={classes.placement}
        aria-label={`${t('channels.placement')}, ${channel.name}`}
        disabled={!channel.may.manage}
        value={channel.baselinePlacement}
        data={PLACEMENTS.map((value) => ({ value, label: t(`channels.placements.${value}`) }))}
        onChange={(value) => {
          const baselinePlacement = PLACEMENTS.find((placement) => placement === value);
          if (baselinePlacement) acts.change({ baselinePlacement });
        }}
      />
      {channel.may.manage && (
        <ChannelMenu
          channel={channel}
          acts={acts}
          onReconnect={() => setReconnecting(true)}
          onRemove={() => setRemoving(true)}
        />
      )}
      <StandingHint channel={channel} />
      {acts.error && (
        <div className={classes.hint}>
          <ErrorNote error={acts.error} />
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
          acts.remove();
          setRemoving(false);
        }}
      >
        {t('channels.removeText')}
      </Confirm>
    </article>
  );
}

/** The account’s name and handle, and until when its credential lasts. */
function Who({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
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
  );
}
