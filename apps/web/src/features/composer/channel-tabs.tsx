import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NetworkGlyph } from '../../shared/ui/network-glyph';
import type { Draft } from './draft';
import type { Composition } from './composition';
import classes from './composer.module.css';

/** “All” and one tab per channel: a dot where the text differs, a number where there are problems. */
export function ChannelTabs({ draft, composition }: { draft: Draft; composition: Composition }) {
  const { t } = useTranslation();
  return (
    <Tabs.List className={classes.tabs} aria-label={t('post.channelTabs')}>
      <Tabs.Tab value="all">{t('post.all')}</Tabs.Tab>
      {composition.channels.map(({ channel, errors }) => {
        const { text, mediaIds } = draft.variants[channel.id] ?? {};
        const differs = text !== undefined || mediaIds !== undefined;
        return (
          <Tabs.Tab
            key={channel.id}
            value={channel.id}
            leftSection={<NetworkGlyph platform={channel.platform} />}
          >
            <span dir="auto">{channel.name}</span>
            <span className="visually-hidden">, {t(`platform.${channel.platform}`)}</span>
            {differs && (
              <span
                className={classes.dot}
                title={t('post.differs')}
                role="img"
                aria-label={t('post.differs')}
              />
            )}
            {errors > 0 && (
              <span className={classes.badge} role="img" aria-label={t('post.problems', { count: errors })}>
                {errors}
              </span>
            )}
          </Tabs.Tab>
        );
      })}
    </Tabs.List>
  );
}
