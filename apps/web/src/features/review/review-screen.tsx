import { ActionIcon, Button } from '@mantine/core';
import { IconChecks, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEffect, useRef, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { useFormats } from '../../shared/api/lists';
import type { PostSummary } from '../../shared/api/types';
import { dayOf, timeOf } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { useZone } from '../../shared/session/use-me';
import { FormatMark } from '../../shared/ui/format-mark';
import { EmptyState, ErrorNote, Rows } from '../../shared/ui/notes';
import { useTitle } from '../../shared/ui/use-title';
import classes from './review.module.css';
import { ReviewPost } from './review-post';
import { usePlace } from './use-place';
import { useReviewQueue } from './use-review-queue';

/** A swipe is wider than this, and more across than down. */
const SWIPE = 70;

/** Reading and deciding, one post after the other; made for a thumb as for a desk. */
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
  const go = (by: 1 | -1): void => {
    const post = by > 0 ? next : previous;
    if (post) read(post);
  };

  // Whoever comes to review starts with the first; after that only their own moves change what is on screen.
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
    const [x, y] = [event.clientX - start.x, event.clientY - start.y];
    if (Math.abs(x) > SWIPE && Math.abs(x) > Math.abs(y) * 1.5) go(x < 0 ? 1 : -1);
  };
  return (
    <div className={classes.screen}>
      <header className={classes.header}>
        <h1 className={classes.title} tabIndex={-1}>
          {t('review.title')}
        </h1>
        {queue && queue.length > 0 && (
          <>
            <span className={classes.remaining} role="status">
              {t('review.remaining', { count: queue.length })}
            </span>
            <ActionIcon
              variant="default"
              size={36}
              disabled={!previous}
              aria-label={t('review.previous')}
              onClick={() => go(-1)}
            >
              <IconChevronLeft size={18} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="default"
              size={36}
              disabled={!next}
              aria-label={t('review.next')}
              onClick={() => go(1)}
            >
              <IconChevronRight size={18} aria-hidden />
            </ActionIcon>
          </>
        )}
      </header>
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
          <Queue queue={queue ?? []} current={id} />
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

function Queue({ queue, current }: { queue: readonly PostSummary[]; current: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const zone = useZone();
  const formats = useFormats().data ?? [];
  return (
    <nav className={classes.queue} aria-label={t('review.queue')}>
      {queue.map((post) => {
        const format = formats.find(({ id }) => id === post.formatId);
        return (
          <Link
            key={post.id}
            to={`/review/${post.id}`}
            replace
            state={{ chosen: true }}
            className={classes.item}
            aria-current={post.id === current || undefined}
          >
            <span className={classes.itemWhen}>
              {format && <FormatMark format={format} />}
              {post.dueAt
                ? t('at', {
                    day: dayOf(post.dueAt, zone, language),
                    time: timeOf(post.dueAt, zone, language),
                  })
                : t('post.noDateYet')}
            </span>
            <strong dir="auto">{post.label}</strong>
            <span>
              {post.establishmentName} · {post.author.name}
            </span>
          </Link>
        );
      })}
    </nav>
  );
}
