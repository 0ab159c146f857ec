import { IconCircleCheck, IconClockPause, IconPlayerPause, IconPlug } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '../../shared/api/types';
import { zoneWords } from '../../shared/dates/format';
import { useWhen } from '../../shared/dates/use-when';
import { useLanguage } from '../../shared/i18n/use-language';
import classes from './channels.module.css';
import { standingOf } from './standing';

const SIGNS = {
  connected: IconCircleCheck,
  held: IconClockPause,
  paused: IconPlayerPause,
  reconnect_needed: IconPlug,
} as const;

/** State of a channel: an icon and a word. */
export function ChannelStanding({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  const standing = standingOf(channel);
  const Sign = SIGNS[standing];
  return (
    <span className={classes.state} data-state={standing}>
      <Sign size={16} aria-hidden />
      {t(`channels.state.${standing}`)}
    </span>
  );
}

/** What the state means for its posts; nothing when all is well. */
export function StandingHint({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const when = useWhen();
  const { heldUntil, timeZone } = channel;
  const hints = {
    connected: () => null,
    held: () =>
      t('channels.heldHint', {
        when: when.at(heldUntil ?? '', timeZone),
        zone: zoneWords(timeZone, language, t),
      }),
    paused: () => t('channels.pausedHint'),
    reconnect_needed: () => t('channels.reconnectHint'),
  };
  const hint = hints[standingOf(channel)]();
  return hint && <p className={classes.hint}>{hint}</p>;
}
