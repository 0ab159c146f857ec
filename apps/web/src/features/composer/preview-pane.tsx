import { SegmentedControl, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formOf, stringOption } from '#rules/platforms';
import { NetworkGlyph } from '../../shared/ui/network-glyph';
import { PostCard } from '../preview/post-card';
import classes from './composer.module.css';
import type { Composition } from './composition';

/** Preview for one network: of the channel being edited, or the one chosen here. */
export function PreviewPane({ composition, wanted }: { composition: Composition; wanted: string | null }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const { channels } = composition;
  // One channel per network is enough here, because the tabs reach all of them.
  const perNetwork = channels.filter(
    ({ channel }, index) =>
      channels.findIndex((other) => other.channel.platform === channel.platform) === index,
  );
  const shown = channels.find(({ channel }) => channel.id === (wanted ?? chosen)) ?? perNetwork[0] ?? null;
  return (
    <section className={classes.preview} aria-label={t('post.preview')}>
      <p className={classes.label}>{t('post.preview')}</p>
      {!wanted && perNetwork.length > 1 && shown && (
        <SegmentedControl
          mb="sm"
          size="xs"
          aria-label={t('post.preview')}
          value={
            perNetwork.find(({ channel }) => channel.platform === shown.channel.platform)?.channel.id ?? ''
          }
          onChange={setChosen}
          data={perNetwork.map(({ channel }) => ({
            value: channel.id,
            label: (
              <>
                <NetworkGlyph platform={channel.platform} />
                <VisuallyHidden>{t(`platform.${channel.platform}`)}</VisuallyHidden>
              </>
            ),
          }))}
        />
      )}
      {shown ? (
        <PostCard
          key={shown.channel.id}
          content={{
            platform: shown.channel.platform,
            name: shown.channel.name,
            handle: shown.channel.handle,
            title: stringOption(shown.content.options, 'title'),
            text: shown.content.text,
            firstComment: shown.content.firstComment,
            link: shown.content.link,
            type: shown.content.type,
            form: formOf(shown.channel.platform, shown.content),
            media: shown.media,
          }}
        />
      ) : (
        <p className={classes.hint}>{t('post.previewEmpty')}</p>
      )}
    </section>
  );
}
