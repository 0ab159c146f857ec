import { ActionIcon, Button } from '@mantine/core';
import { IconChecks, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEffect, useRef, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useParams } from 'react-router';
import type { PostSummary } from '../../shared/api/types';
import { EmptyState, ErrorNote, Rows } from '../../shared/ui/notes';
import { useTitle } from '../../shared/ui/use-title';
import classes from './review.module.css';
import { ReviewPost } from './review-post';
import { ReviewQueue } from './review-queue';
import { swipeOf } from './swipe';
import { usePlace } from './use-place';
import { useReviewQueue } from './use-review-queue';

/** Reviews one post after the other, on phones and desktops. */
export default function ReviewScreen() {
  const { t } = useTranslation();
  useTitle(t('review.title'));
  const { id } = useParams();
  const { state } = useLocation();
  const navigate = useNavigate();
  const { data: queue, error, refetch } = useReviewQueue();
  const { previous, next } = usePlace(queue, id);
  const read = (post: PostSummary | null): void =>
    void navigate(post ? `/review/${post.id}` : '/review', { replace: true, state: { chosen: true } });
  // Opens the first post; afterwards only the person's navigation changes what is on screen.
  const first = queue?.[0];
  const arriving = !id && state?.chosen !== true && first !== undefined;
  useEffect(() => {
    if (arriving) void navigate(`/review/${first.id}`, { replace: true });
  }, [arriving, first, navigate]);
  const from = useRef<{ x: number; y: number } | null>(null);
  const onPointerUp = (event: PointerEvent): void => {
    const start = from.current;
    from.current = null;
    if (!start || event.pointerType === 'mouse') return;
    const swipe = swipeOf(start, { x: event.clientX, y: event.clientY });
    const post = swipe === 1 ? next : swipe === -1 ? previous : null;
    if (post) read(post);
  };
  return (
    <div className={classes.screen}>
      <ReviewHeader count={queue?.length ?? 0} previous={previous} next={next} onRead={read} />
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!queue && !error && <Rows count={5} height={72} />}
      {queue && !id && !arriving && (
        <EmptyState
          icon={<IconChecks size={40} stroke={1.2} />}
          title={t(first ? 'review.moreTitle' : 'review.emptyTitle')}
          action={first && <Button onClick={() => read(first)}>{t('review.readFirst')}</Button>}
        >
          {first ? t('review.remaining', { count: queue.length }) : t('review.empty')}
        </EmptyState>
      )}
      {id && (
        <div className={classes.columns}>
          <ReviewQueue queue={queue ?? []} current={id} />
          <div
            className={classes.reading}
            onPointerDown={(event) => (from.current = { x: event.clientX, y: event.clientY })}
            onPointerUp={onPointerUp}
          >
            <ReviewPost
              key={id}
              id={id}
              onDecided={() => read(next ?? previous)}
              onNext={next && (() => read(next))}
            />
          </div>
        </div>
      )}
    </div>
  );
}

interface HeaderProps {
  /** Number of waiting posts. */
  count: number;
  previous: PostSummary | null;
  next: PostSummary | null;
  onRead: (post: PostSummary) => void;
}

/** Number of waiting posts, with links to the previous and the next one. */
function ReviewHeader({ count, previous, next, onRead }: HeaderProps) {
  const { t } = useTranslation();
  return (
    <header className={classes.header}>
      <h1 className={classes.title} tabIndex={-1}>
        {t('review.title')}
      </h1>
      {count > 0 && (
        <>
          <span className={classes.remaining} role="status">
            {t('review.remaining', { count })}
          </span>
          <ActionIcon
            variant="default"
            size={36}
            disabled={!previous}
            aria-label={t('review.previous')}
            onClick={() => previous && onRead(previous)}
          >
            <IconChevronLeft size={18} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size={36}
            disabled={!next}
            aria-label={t('review.next')}
            onClick={() => next && onRead(next)}
          >
            <IconChevronRight size={18} aria-hidden />
          </ActionIcon>
        </>
      )}
    </header>
  );
}
