import { useTranslation } from 'react-i18next';
import type { RevisionDetail } from '../../shared/api/types';
import { Note } from '../../shared/ui/notes';
import { useLeaving } from './what-happened';

/** The decision before this version: what was asked for then. Nothing to tell of an approval without a word. */
export function EarlierRound({ revision }: { revision: RevisionDetail }) {
  const leaving = useLeaving();
  const { t } = useTranslation();
  if (!revision.decisionNote) return null;
  return (
    <Note>
      <strong>
        {revision.state === 'changes_requested'
          ? leaving(revision)
          : t('review.word', { name: revision.decidedBy ?? '' })}
      </strong>
      <p dir="auto">{revision.decisionNote}</p>
    </Note>
  );
}
