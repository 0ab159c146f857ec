import { useTranslation } from 'react-i18next';
import { useFormats } from '../../shared/api/lists';
import type { Post } from '../../shared/api/types';
import { useWhen } from '../../shared/dates/use-when';
import { FormatMark } from '../../shared/ui/format-mark';
import { ErrorNote, Rows } from '../../shared/ui/notes';
import { PublicationLine } from '../publications/publication-line';
import { actsOf, failedChannels } from './acts';
import { PostActions } from './post-actions';
import { PostFrame } from './post-frame';
import { RevisionHistory } from './revision-history';
import classes from './post-view.module.css';
import { ShownPreview } from './shown-preview';
import { usePublications } from './use-post';

/** A submitted post: its channels, content and acts. */
export function PostView({ post, onClose }: { post: Post; onClose: () => void }) {
  const { t } = useTranslation();
  const when = useWhen();
  const publications = usePublications(post.id);
  const format = useFormats().data?.find(({ id }) => id === post.formatId);
  const attention = publications.data?.some(({ state }) => state === 'needs_attention');
  const { revision } = post;
  const failed = failedChannels(publications.data ?? []);
  const { first, destructive } = actsOf(post.may, failed.length);
  const offered = first !== null || destructive.length > 0;
  return (
    <PostFrame
      title={post.label || t('calendar.untitled')}
      state={attention ? 'needs_attention' : post.state}
      aside={
        format && (
          <span className={classes.format}>
            <FormatMark format={format} /> {format.name}
          </span>
        )
      }
      onClose={onClose}
      footer={offered && <PostActions post={post} failed={failed} />}
    >
      <p className={classes.when}>
        {(post.schedule && when.localSchedule(post.schedule)) ?? t('post.noDateYet')}
      </p>
      {post.scheduleAmbiguous && <p className={classes.fact}>{t('post.overlap')}</p>}
      <p className={classes.fact}>
        {post.establishmentName} · {t('post.by', { name: post.author.name })}
        {revision?.decidedBy &&
          revision.state === 'approved' &&
          ` · ${t('post.approvedBy', { name: revision.decidedBy })}`}
      </p>
      <h3 className={classes.section}>{t('publication.title')}</h3>
      {publications.error && (
        <ErrorNote error={publications.error} onRetry={() => void publications.refetch()} />
      )}
      {publications.isPending && <Rows count={2} height={64} />}
      {publications.data?.length === 0 && <p className={classes.fact}>{t('publication.empty')}</p>}
      <div className={classes.lines}>
        {publications.data?.map((publication) => (
          <PublicationLine key={publication.id} publication={publication} />
        ))}
      </div>
      <h3 className={classes.section}>{t('review.history')}</h3>
      <RevisionHistory postId={post.id} />
      <h3 className={classes.section}>{t('post.preview')}</h3>
      <ShownPreview post={post} />
    </PostFrame>
  );
}
