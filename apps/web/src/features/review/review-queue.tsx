import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormats } from '../../shared/api/lists';
import type { PostSummary } from '../../shared/api/types';
import { dayOf, timeOf } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { useZone } from '../../shared/session/use-me';
import { FormatMark } from '../../shared/ui/format-mark';
import classes from './review.module.css';

/** Posts waiting for review, beside the open one. */
export function ReviewQueue({ queue, current }: { queue: readonly PostSummary[]; current: string }) {
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
