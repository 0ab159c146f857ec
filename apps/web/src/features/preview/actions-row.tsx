import {
  IconBookmark,
  IconHeart,
  IconMessageCircle,
  IconRepeat,
  IconSend,
  IconShare3,
  IconThumbUp,
  type Icon,
} from '@tabler/icons-react';
import type { Platform } from '#rules/platforms';
import classes from './card.module.css';

const SIGNS: Record<Platform, readonly Icon[]> = {
  facebook: [IconThumbUp, IconMessageCircle, IconShare3],
  instagram: [IconHeart, IconMessageCircle, IconSend, IconBookmark],
  linkedin: [IconThumbUp, IconMessageCircle, IconRepeat, IconSend],
  tiktok: [IconHeart, IconMessageCircle, IconBookmark, IconShare3],
};

/** What readers can do on the network. Only a picture of it: nothing here is a button. */
export function ActionsRow({ platform }: { platform: Platform }) {
  return (
    <div className={classes.actions} data-platform={platform} aria-hidden>
      {SIGNS[platform].map((Sign, index) => (
        <Sign key={index} size={platform === 'tiktok' ? 26 : 20} stroke={1.6} />
      ))}
    </div>
  );
}
