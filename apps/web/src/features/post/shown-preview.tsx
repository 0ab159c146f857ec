import { useTranslation } from 'react-i18next';
import type { Post } from '../../shared/api/types';
import { useWhen } from '../../shared/dates/use-when';
import { useZone } from '../../shared/session/use-me';
import { ErrorNote, Rows } from '../../shared/ui/notes';
import { ChannelPreviews } from './channel-previews';
import classes from './post-view.module.css';
import { usePreview, useRevisions } from './use-post';

/** The server's preview of a post: its frozen content after the draft, with the revision. */
export function ShownPreview({ post }: { post: Post }) {
  const { data, error, isPending, refetch } = usePreview(post);
  return (
    <>
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {isPending && <Rows count={1} height={280} />}
      {data && (
        <>
          <p className={classes.fact}>
            <Which postId={post.id} revision={data.revision} />
          </p>
          <ChannelPreviews channels={data.channels} />
        </>
      )}
    </>
  );
}

function Which({ postId, revision }: { postId: string; revision: { id: string; number: number } | null }) {
  const { t } = useTranslation();
  const { at } = useWhen();
  const zone = useZone();
  const detail = useRevisions(postId).data?.find(({ id }) => id === revision?.id);
  if (!revision) return t('shown.draft');
  const { number } = revision;
  if (!detail) return t('shown.plain', { number });
  const { decidedBy, decidedAt, state } = detail;
  return state === 'approved' && decidedBy && decidedAt
    ? t('shown.approved', { number, name: decidedBy, when: at(decidedAt, zone) })
    : t('shown.pending', { number, name: detail.submittedBy, when: at(detail.submittedAt, zone) });
}
