import { useTranslation } from 'react-i18next';
import type { RevisionDetail } from '../../shared/api/types';
import { useWhen } from '../../shared/dates/use-when';
import { useZone } from '../../shared/session/use-me';
import { ErrorNote, Rows } from '../../shared/ui/notes';
import { useLeaving } from '../review/what-happened';
import classes from './post-view.module.css';
import { useRevisions } from './use-post';

/** Every submitted revision with notes and answers, the latest first. */
export function RevisionHistory({ postId }: { postId: string }) {
  const { t } = useTranslation();
  const { data, error, refetch, isPending } = useRevisions(postId);
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Rows count={1} />;
  if (data.length === 0) return <p className={classes.fact}>{t('review.historyEmpty')}</p>;
  return (
    <ol className={classes.history} aria-label={t('review.history')}>
      {data.map((revision) => (
        <Round key={revision.id} revision={revision} />
      ))}
    </ol>
  );
}

function Round({ revision }: { revision: RevisionDetail }) {
  const { t } = useTranslation();
  const { at } = useWhen();
  const zone = useZone();
  const leaving = useLeaving();
  const { number, state, submittedBy, submittedAt, note, decidedBy, decidedAt, decisionNote } = revision;
  // An approval that was withdrawn later: both are shown.
  const approvedOnce = state === 'superseded' && decidedBy && decidedAt;
  return (
    <li>
      <p>{t('review.sentBy', { number, name: submittedBy, when: at(submittedAt, zone) })}</p>
      {note && <blockquote dir="auto">{note}</blockquote>}
      {approvedOnce && <p>{t('review.left.approved', { name: decidedBy, when: at(decidedAt, zone) })}</p>}
      {decisionNote && approvedOnce && <blockquote dir="auto">{decisionNote}</blockquote>}
      <p>{state === 'pending' ? t('review.waits') : leaving(revision)}</p>
      {decisionNote && !approvedOnce && <blockquote dir="auto">{decisionNote}</blockquote>}
    </li>
  );
}
