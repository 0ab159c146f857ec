import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Post, RevisionDetail } from '../../shared/api/types';
import { useWhen } from '../../shared/dates/use-when';
import { useMe, useZone } from '../../shared/session/use-me';
import { Note } from '../../shared/ui/notes';

/** How a revision left the queue, by whom and when. */
export function useLeaving(): (revision: RevisionDetail) => string {
  const { t } = useTranslation();
  const { at } = useWhen();
  const zone = useZone();
  const me = useMe().user.id;
  return ({ state, left, decidedBy, decidedById, decidedAt }) => {
    if (state === 'superseded' && left) {
      return t(`review.left.${left.how}`, { name: left.by, when: at(left.at, zone) });
    }
    if ((state === 'approved' || state === 'changes_requested') && decidedBy && decidedAt) {
      const when = at(decidedAt, zone);
      return decidedById === me
        ? t(`review.left.${state}ByYou`, { when })
        : t(`review.left.${state}`, { name: decidedBy, when });
    }
    return t('review.left.unknown');
  };
}

interface HappenedProps {
  post: Post;
  shown: RevisionDetail;
  newer: RevisionDetail | null;
  onLook: () => void;
  onNext: (() => void) | null;
}

/** Why the revision on screen can no longer be decided, and what is next. */
export function WhatHappened({ post, shown, newer, onLook, onNext }: HappenedProps) {
  const { t } = useTranslation();
  const { at } = useWhen();
  const zone = useZone();
  const leaving = useLeaving();
  return (
    <div role="alert">
      <Note tone="amber">
        <strong>{newer ? t('review.changed') : leaving(shown)}</strong>
        <p>
          {newer
            ? t('review.newer', { name: newer.submittedBy, when: at(newer.submittedAt, zone) })
            : t('review.nowState', { state: t(`state.${post.state}`).toLowerCase() })}
        </p>
        {newer ? (
          <Button variant="default" onClick={onLook}>
            {t('review.seeNewer')}
          </Button>
        ) : (
          onNext && (
            <Button variant="default" onClick={onNext}>
              {t('review.next')}
            </Button>
          )
        )}
      </Note>
    </div>
  );
}
