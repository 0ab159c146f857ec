import { useTranslation } from 'react-i18next';
import { useChannels } from '../../shared/api/lists';
import { NetworkGlyph } from '../../shared/ui/network-glyph';
import classes from './tray.module.css';

/** The networks of some channels, each once; with names for screen readers. */
export function Networks({ channelIds }: { channelIds: readonly string[] }) {
  const { t } = useTranslation();
  const channels = useChannels().data ?? [];
  const wanted = new Set(channelIds);
  const platforms = [...new Set(channels.filter(({ id }) => wanted.has(id)).map((c) => c.platform))];
  return (
    <span className={classes.networks}>
      {platforms.map((platform) => (
        <NetworkGlyph key={platform} platform={platform} size={14} />
      ))}
      <span className="visually-hidden">
        {platforms.map((platform) => t(`platform.${platform}`)).join(', ')}
      </span>
    </span>
  );
}
