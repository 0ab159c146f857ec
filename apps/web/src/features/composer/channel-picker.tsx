import { Button, Checkbox, Popover, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannels } from '../../shared/api/lists';
import type { Channel } from '../../shared/api/types';
import { NetworkGlyph } from '../../shared/ui/network-glyph';
import classes from './composer.module.css';

interface PickerProps {
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
  disabled: boolean;
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Channels by establishment with a search field; the chosen ones are listed beside the button. */
export function ChannelPicker({ chosen, onChange, disabled }: PickerProps) {
  const { t } = useTranslation();
  const channels = useChannels().data;
  const [wanted, setWanted] = useState('');
  const establishments = useMemo(() => {
    const groups = new Map<string, Channel[]>();
    for (const channel of channels ?? []) {
      const text = `${channel.name} ${channel.handle} ${channel.platform} ${channel.establishmentName}`;
      if (!plain(text).includes(plain(wanted))) continue;
      groups.set(channel.establishmentName, [...(groups.get(channel.establishmentName) ?? []), channel]);
    }
    return [...groups];
  }, [channels, wanted]);
  const toggle = (id: string): void =>
    onChange(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  const names = (channels ?? []).filter(({ id }) => chosen.includes(id));

  return (
    <div className={classes.picker}>
      {names.slice(0, 6).map((channel) => (
        <span key={channel.id} className={classes.channel}>
          <NetworkGlyph platform={channel.platform} />
          <span dir="auto">{channel.name}</span>
        </span>
      ))}
      {names.length > 6 && <span className={classes.channel}>+{names.length - 6}</span>}
      <Popover width={340} position="bottom-start" trapFocus>
        <Popover.Target>
          <Button
            variant="default"
            size="compact-sm"
            disabled={disabled}
            leftSection={<IconPlus size={14} aria-hidden />}
          >
            {t('post.choosing')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <TextInput
            aria-label={t('post.channelsSearch')}
            placeholder={t('post.channelsSearch')}
            leftSection={<IconSearch size={16} aria-hidden />}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
            data-autofocus
          />
          <div className={classes.establishments} tabIndex={0} role="group" aria-label={t('post.channels')}>
            {establishments.map(([establishment, list]) => (
              <fieldset key={establishment} className={classes.establishment}>
                <legend>{establishment}</legend>
                {list.map((channel) => (
                  <Checkbox
                    key={channel.id}
                    checked={chosen.includes(channel.id)}
                    onChange={() => toggle(channel.id)}
                    label={<ChannelLabel channel={channel} />}
                  />
                ))}
              </fieldset>
            ))}
            {establishments.length === 0 && <p>{t('post.channelsNone')}</p>}
          </div>
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

function ChannelLabel({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  return (
    <span className={classes.channelLabel}>
      <NetworkGlyph platform={channel.platform} />
      <span dir="auto">{channel.name}</span>
      <span className="visually-hidden">, {t(`platform.${channel.platform}`)}</span>
      {channel.state !== 'connected' && <em>{t(`post.channelState.${channel.state}`)}</em>}
    </span>
  );
}
