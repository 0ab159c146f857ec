import { IconPlayerPlay } from '@tabler/icons-react';
import type { Media } from '../../shared/api/types';
import classes from './media.module.css';

/** Thumbnail of a medium, hidden from screen readers because its name or description is beside it. */
export function Thumb({ medium }: { medium: Media }) {
  return (
    <span className={classes.thumb}>
      {medium.thumbnailUrl || medium.kind === 'image' ? (
        <img src={medium.thumbnailUrl ?? medium.url} alt="" loading="lazy" />
      ) : (
        <video src={medium.url} muted preload="metadata" />
      )}
      {medium.kind === 'video' && <IconPlayerPlay size={32} aria-hidden />}
    </span>
  );
}
