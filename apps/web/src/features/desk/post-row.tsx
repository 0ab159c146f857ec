import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PostSummary } from '../../shared/api/types';
import { useWhen } from '../../shared/dates/use-when';
import { useZone } from '../../shared/session/use-me';
import { StateBadge } from '../../shared/ui/state-icon';
import { Networks } from './networks';
import classes from './posts.module.css';

/** One post of the list: text, state, date in words, establishment, networks. */
export function PostRow({
  post,
  search,
  selected,
}: {
  post: PostSummary;
  search: string;
  selected: boolean;
}) {
  const { t } = useTranslation();
  const { at } = useWhen();
  const zone = useZone();
  return (
    <li>
      <Link
        className={classes.row}
        to={{ pathname: `/posts/${post.id}`, search }}
        data-post={post.id}
        data-selected={selected || undefined}
        aria-current={selected || undefined}
      >
        <span className={classes.label} dir="auto">
          {post.label || t('desk.noWords')}
        </span>
        <span className={classes.state}>
          <StateBadge state={post.state} />
        </span>
        <span className={classes.when}>{post.dueAt ? at(post.dueAt, zone) : t('desk.noDate')}</span>
        <span className={classes.establishment} dir="auto">
          {post.establishmentName}
        </span>
        {post.channelIds.length > 0 ? (
          <Networks channelIds={post.channelIds} />
        ) : (
          <span className={classes.establishment}>{t('desk.noChannel')}</span>
        )}
      </Link>
    </li>
  );
}
