import { useTranslation } from 'react-i18next';
import type { RevisionDetail } from '../../shared/api/types';
import { Note } from '../../shared/ui/notes';
import { useLeaving } from './what-happened';

/** The decision on the previous revision; nothing for an approval without a note. */
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
