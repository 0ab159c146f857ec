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
import type { FeedAct, FeedRule } from '#rules/platforms';
import classes from './card.module.css';

const SIGNS: Record<FeedAct, Icon> = {
  like: IconThumbUp,
  love: IconHeart,
  comment: IconMessageCircle,
  share: IconShare3,
  repost: IconRepeat,
  send: IconSend,
  save: IconBookmark,
};

/** A picture of the network's actions for readers; not buttons. */
export function ActionsRow({ feed: { acts, layout } }: { feed: FeedRule }) {
  return (
    <div className={classes.actions} aria-hidden>
      {acts.map((act) => {
        const Sign = SIGNS[act];
        return <Sign key={act} size={layout === 'full_screen' ? 26 : 20} stroke={1.6} />;
      })}
    </div>
  );
}
