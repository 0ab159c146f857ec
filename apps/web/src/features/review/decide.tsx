import { Button, Modal } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../shared/api/client';
import type { Post, RevisionDetail } from '../../shared/api/types';
import { ErrorNote } from '../../shared/ui/notes';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { latenessOf } from '../post/lateness';
import { LatenessNote } from '../post/lateness-note';
import { RescheduleForm } from '../post/reschedule-form';
import { usePostAction } from '../post/use-post-action';
import { RequestForm } from './request-form';
import classes from './review.module.css';
import { useSettled } from './use-shown-revision';

interface DecideProps {
  post: Post;
  revision: RevisionDetail | null;
  open: boolean;
  onDecided: () => void;
}

/** Approve or request changes, for the revision above; hidden when that can no longer be decided. */
export function Decide({ post, revision, open, onDecided }: DecideProps) {
  const { t } = useTranslation();
  const toldId = useId();
  const [asking, setAsking] = useState<'changes' | 'date' | null>(null);
  const settled = useSettled(open ? revision?.id : undefined);
  const lateness = latenessOf(post);
  const close = (): void => setAsking(null);
  const approve = usePostAction(
    (revisionHash: string) =>
      unwrap(
        api.POST('/api/v1/posts/{id}/approve', { params: { path: { id: post.id } }, body: { revisionHash } }),
      ),
    t('review.approved'),
  );
  return (
    <>
      <div className={classes.decide}>
        {open && <ErrorNote error={approve.error} />}
        {!open && <p className={classes.fact}>{t('review.nothingToDecide')}</p>}
        {open && !post.may.approve && <p className={classes.fact}>{t('review.notYours')}</p>}
        {open && post.may.approve && lateness && (
          <LatenessNote id={toldId} lateness={lateness}>
            {post.may.schedule && (
              <Button size="compact-sm" variant="default" onClick={() => setAsking('date')}>
                {t('acts.tooLateFix')}
              </Button>
            )}
          </LatenessNote>
        )}
        {open && post.may.requestChanges && (
          <Button size="md" variant="default" disabled={!settled} onClick={() => setAsking('changes')}>
            {t('review.request')}
          </Button>
        )}
        {open && post.may.approve && revision && (
          <PrimaryButton
            size="md"
            disabled={!settled || lateness?.severity === 'error'}
            aria-describedby={lateness ? toldId : undefined}
            loading={approve.isPending}
            onClick={() => approve.mutate(revision.hash, { onSuccess: onDecided })}
          >
            {t('review.approve')}
          </PrimaryButton>
        )}
      </div>
      <Modal
        opened={asking === 'changes'}
        onClose={close}
        title={t('review.request')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        {revision && <RequestForm postId={post.id} revision={revision} over={!open} onSent={onDecided} />}
      </Modal>
      <Modal
        opened={asking === 'date'}
        onClose={close}
        title={t('post.schedule')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <RescheduleForm post={post} onDone={close} />
      </Modal>
    </>
  );
}
