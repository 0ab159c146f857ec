import { IconPhoto, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Media } from '../../shared/api/types';
import classes from './card.module.css';

/** Most media drawn; the last one shows how many more there are. */
const TILES = 4;

interface CardMediaProps {
  media: readonly Media[];
  square?: boolean;
  fill?: boolean;
}

/** Media in the layout of a feed. */
export function CardMedia({ media, square = false, fill = false }: CardMediaProps) {
  if (media.length === 0) {
    return square || fill ? (
      <div className={classes.nothing} data-fill={fill || undefined} aria-hidden>
        <IconPhoto size={32} stroke={1.2} />
      </div>
    ) : null;
  }
  // Where pictures come first, or fill the screen, one is shown at a time.
  const tiles = square || fill ? media.slice(0, 1) : media.slice(0, TILES);
  return (
    <div
      className={classes.media}
      data-count={tiles.length}
      style={fill || tiles.length > 1 ? undefined : { aspectRatio: shapeOf(tiles[0]) }}
      data-square={square || undefined}
      data-fill={fill || undefined}
    >
      {tiles.map((medium) => (
        <Tile key={medium.id} medium={medium} />
      ))}
      {media.length > tiles.length && (
        <span className={classes.plus}>
          {square ? `1/${media.length}` : `+${media.length - tiles.length}`}
        </span>
      )}
    </div>
  );
}

/** Ratio of a single picture, between the tallest and the widest of the feeds. */
const shapeOf = (medium: Media | undefined): number | undefined =>
  medium && medium.height > 0 ? Math.min(1.91, Math.max(0.8, medium.width / medium.height)) : undefined;

function Tile({ medium }: { medium: Media }) {
  const { t } = useTranslation();
  const alt =
    medium.altText || (medium.kind === 'video' ? t('post.videoOf', { name: medium.name }) : t('post.noAlt'));
  return (
    <span className={classes.tile}>
      {medium.kind === 'video' && !medium.thumbnailUrl ? (
        <video src={medium.url} muted preload="metadata" aria-label={alt} />
      ) : (
        <img src={medium.thumbnailUrl ?? medium.url} alt={alt} loading="lazy" />
      )}
      {medium.kind === 'video' && (
        <IconPlayerPlay className={classes.play} size={40} stroke={1.4} aria-hidden />
      )}
    </span>
  );
}
