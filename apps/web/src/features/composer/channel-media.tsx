import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Thumb } from '../media/thumb';
import classes from './composer.module.css';
import type { Draft } from './draft';
import { MediaSection } from './media-section';
import { ProblemList } from './problem-list';
import type { Composed } from './composition';

interface ChannelMediaProps {
  composed: Composed;
  /** The latest draft, because uploads end between two renders. */
  latest: () => Draft;
  change: (patch: Partial<Draft>) => void;
  /** Whether the channel has media of its own. */
  own: readonly string[] | undefined;
  disabled: boolean;
}

/**
 * One channel's media: the post's, until it gets its own (a video where the network accepts nothing else, a picture
 * elsewhere).
 */
export function ChannelMedia({ composed, latest, change, own, disabled }: ChannelMediaProps) {
  const { t } = useTranslation();
  const { id } = composed.channel;
  const set = (mediaIds: string[] | undefined): void => {
    const { variants } = latest();
    const { mediaIds: _before, ...rest } = variants[id] ?? {};
    change({ variants: { ...variants, [id]: mediaIds ? { ...rest, mediaIds } : rest } });
  };
  if (own) {
    return (
      <div className={classes.media}>
        <MediaSection
          label={t('post.mediaOf', { channel: composed.channel.name })}
          ids={own}
          of={[composed]}
          disabled={disabled}
          onChange={(next) => set(next(latest().variants[id]?.mediaIds ?? []))}
        />
        <Button
          className={classes.alone}
          size="compact-sm"
          variant="default"
          disabled={disabled}
          onClick={() => set(undefined)}
        >
          {t('post.mediaFollow')}
        </Button>
      </div>
    );
  }
  return (
    <div className={classes.media}>
      <p className={classes.label}>{t('post.media')}</p>
      <p className={classes.hint}>{t('post.mediaFollows')}</p>
      {composed.media.length > 0 && (
        <div className={classes.strip}>
          {composed.media.map((medium) => (
            <Thumb key={medium.id} medium={medium} />
          ))}
        </div>
      )}
      <ProblemList of={[composed]} path={({ path }) => /^(media|type)/.test(path)} />
      <Button
        className={classes.alone}
        size="compact-sm"
        variant="default"
        disabled={disabled}
        onClick={() => set([])}
      >
        {t('post.mediaOwn')}
      </Button>
    </div>
  );
}
