import { ActionIcon } from '@mantine/core';
import { IconChecks, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useRef, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
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
import { useReviewQueue } from './use-review-queue';

/** A swipe is wider than this, and more across than down. */
const SWIPE = 70;

/** Reading and deciding, one post after the other; made for a thumb as for a desk. */
export default function ReviewScreen() {
  const { t } = useTranslation();
  useTitle(t('review.title'));
  const { id } = useParams();
  const navigate = useNavigate();
  const { data: queue, error, refetch } = useReviewQueue();
  const index = Math.max(0, queue?.findIndex((post) => post.id === id) ?? 0);
  const current = queue?.[index];
  const go = (by: 1 | -1): void => {
    const next = queue?.[index + by];
    if (next) void navigate(`/review/${next.id}`, { replace: true });
  };
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
              disabled={index === 0}
              aria-label={t('review.previous')}
              onClick={() => go(-1)}
            >
              <IconChevronLeft size={18} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="default"
              size={36}
              disabled={index >= queue.length - 1}
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
      {queue?.length === 0 && (
        <EmptyState icon={<IconChecks size={40} stroke={1.2} />} title={t('review.emptyTitle')}>
          {t('review.empty')}
        </EmptyState>
      )}
      {queue && current && (
        <div className={classes.columns}>
          <Queue queue={queue} current={current.id} />
          <div
            className={classes.reading}
            onPointerDown={(event) => (from.current = { x: event.clientX, y: event.clientY })}
            onPointerUp={onPointerUp}
          >
            <ReviewPost
              key={current.id}
              id={current.id}
              onDecided={() => {
                const next = queue[index + 1] ?? queue[index - 1];
                void navigate(next ? `/review/${next.id}` : '/review', { replace: true });
              }}
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
            <strong>{post.title || post.text}</strong>
            <span>
              {post.establishmentName} · {post.author.name}
            </span>
          </Link>
        );
      })}
    </nav>
  );
}
