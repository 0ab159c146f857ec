import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Platform, PostForm } from '#rules/platforms';
import { useChannels } from '../../shared/api/lists';
import { useMediaById } from '../../shared/api/use-media';
import { NetworkGlyph } from '../../shared/ui/network-glyph';
import { PostCard } from '../preview/post-card';

/** The server's content of a channel, composed or frozen. */
export interface ChannelText {
  channelId: string;
  platform: Platform;
  type: string;
  form: PostForm | null;
  title: string | null;
  text: string;
  firstComment: string | null;
  link: string | null;
  mediaIds: string[];
}

/** A card per channel, one visible at a time. */
export function ChannelPreviews({ channels }: { channels: readonly ChannelText[] }) {
  const { t } = useTranslation();
  const known = useChannels().data ?? [];
  const media = useMediaById([...new Set(channels.flatMap(({ mediaIds }) => mediaIds))]);
  const cards = channels.map((channel) => {
    const account = known.find(({ id }) => id === channel.channelId);
    const { platform } = channel;
    const name = account?.name ?? t(`platform.${platform}`);
    return {
      id: channel.channelId,
      content: {
        ...channel,
        name,
        handle: account?.handle ?? name,
        media: channel.mediaIds.flatMap((id) => media.get(id) ?? []),
      },
    };
  });
  const [first] = cards;
  if (!first) return null;
  if (cards.length === 1) return <PostCard content={first.content} />;
  return (
    <Tabs defaultValue={first.id} keepMounted={false}>
      <Tabs.List mb="sm" aria-label={t('post.preview')}>
        {cards.map(({ id, content }) => (
          <Tabs.Tab key={id} value={id} leftSection={<NetworkGlyph platform={content.platform} />}>
            <span dir="auto">{content.name}</span>
            <span className="visually-hidden">, {t(`platform.${content.platform}`)}</span>
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {cards.map(({ id, content }) => (
        <Tabs.Panel key={id} value={id}>
          <PostCard content={content} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
