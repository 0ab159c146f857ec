import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ChannelMedia } from './channel-media';
import { ChannelTabs } from './channel-tabs';
import classes from './composer.module.css';
import type { Composed, Composition } from './composition';
import type { Draft } from './draft';
import { MediaSection } from './media-section';
import { ChannelOptions, ChannelText, CommonText, type SectionProps } from './text-section';

interface WordsProps extends SectionProps {
  composition: Composition;
  /** The channel whose own text is on screen; absent for the common text. */
  current: Composed | undefined;
  latest: () => Draft;
  onTab: (tab: string) => void;
}

/** Text and media: the common ones, and behind a tab each the differences of one channel. */
export function WordsByChannel({ composition, current, latest, onTab, ...section }: WordsProps) {
  const { t } = useTranslation();
  const { draft, change, disabled } = section;
  return (
    <Tabs value={current?.channel.id ?? 'all'} onChange={(next) => onTab(next ?? 'all')} keepMounted={false}>
      <ChannelTabs draft={draft} composition={composition} />
      <Tabs.Panel value="all" pt="md">
        <div className={classes.stack}>
          <CommonText {...section} composition={composition} />
          <MediaSection
            label={t('post.media')}
            ids={draft.mediaIds}
            of={composition.channels.filter(({ channel }) => !draft.variants[channel.id]?.mediaIds)}
            disabled={disabled}
            onChange={(next) => change({ mediaIds: next(latest().mediaIds) })}
          />
        </div>
      </Tabs.Panel>
      {current && (
        <Tabs.Panel value={current.channel.id} pt="md">
          <div className={classes.stack} key={current.channel.id}>
            <ChannelText {...section} composed={current} />
            <ChannelMedia
              {...section}
              composed={current}
              latest={latest}
              own={draft.variants[current.channel.id]?.mediaIds}
            />
            <ChannelOptions {...section} composed={current} />
          </div>
        </Tabs.Panel>
      )}
    </Tabs>
  );
}
