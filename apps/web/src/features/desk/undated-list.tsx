import { ActionIcon } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import type { DragEvent, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import type { PostSummary } from '../../shared/api/types';
import { useMay } from '../../shared/session/use-me';
import { StateBadge } from '../../shared/ui/state-icon';
import { DRAGGED } from '../calendar/chip';
import { Networks } from './networks';
import classes from './tray.module.css';
import { useUndated } from './use-undated';

interface UndatedProps {
  onPlace: (post: PostSummary) => void;
  onLeave?: () => void;
}

/** Posts without a date, each a link, and a button to set a date for people who may. */
export function UndatedList({ onPlace, onLeave }: UndatedProps) {
  const { t } = useTranslation();
  const { data } = useUndated();
  const mayWrite = useMay('post.write');
  const { items = [], total } = data ?? {};
  if (data && items.length === 0) return <p className={classes.empty}>{t('desk.undatedEmpty')}</p>;
  return (
    <>
      <p id="undated-keys" className="visually-hidden">
        {t(mayWrite ? 'desk.undatedKeys' : 'desk.read')}
      </p>
      <ul className={classes.items}>
        {items.map((post) => (
          <UndatedItem key={post.id} post={post} onPlace={mayWrite ? onPlace : null} onLeave={onLeave} />
        ))}
      </ul>
      {(total ?? 0) > items.length && (
        <Link className={classes.all} to="/posts?undated=1" onClick={onLeave}>
          {t('desk.undatedAll', { total })}
        </Link>
      )}
    </>
  );
}

interface ItemProps {
  post: PostSummary;
  /** Null for people who may not. */
  onPlace: ((post: PostSummary) => void) | null;
  onLeave: (() => void) | undefined;
}

function UndatedItem({ post, onPlace, onLeave }: ItemProps) {
  const { t } = useTranslation();
  const { search } = useLocation();
  const label = post.label || t('desk.noWords');
  const onDragStart = (event: DragEvent): void => {
    event.dataTransfer.setData(DRAGGED, post.id);
    event.dataTransfer.effectAllowed = 'move';
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!onPlace || event.key.toLowerCase() !== 'm' || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onPlace(post);
  };
  return (
    <li className={classes.item} data-state={post.state}>
      <Link
        to={{ pathname: `/posts/${post.id}`, search }}
        className={classes.link}
        data-post={post.id}
        draggable={onPlace !== null}
        onDragStart={onDragStart}
        onKeyDown={onKeyDown}
        onClick={onLeave}
        aria-describedby="undated-keys"
      >
        <span className={classes.label} dir="auto">
          {label}
        </span>
        <span className={classes.facts}>
          <StateBadge state={post.state} />
          <Networks channelIds={post.channelIds} />
        </span>
      </Link>
      {onPlace && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t('desk.placeOf', { label })}
          title={t('desk.place')}
          onClick={() => onPlace(post)}
        >
          <IconCalendarPlus size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
      )}
    </li>
  );
}
