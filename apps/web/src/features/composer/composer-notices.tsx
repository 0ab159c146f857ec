import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ErrorNote, Note } from '../../shared/ui/notes';
import type { DraftHandle } from './use-draft';

interface NoticesProps {
  store: DraftHandle;
  unlocked: boolean;
  onUnlock: () => void;
}

/** What to know before typing: an approval at stake, changes asked for, someone else's version. */
export function ComposerNotices({ store, unlocked, onUnlock }: NoticesProps) {
  const { t } = useTranslation();
  const { post, status, aside, error } = store;
  const asked = post?.state === 'changes_requested' ? post.revision : null;
  return (
    <>
      {!unlocked && post && (
        <Note tone="amber">
          <strong>{t('post.editWarnTitle')}</strong>
          <p>
            {post.state === 'in_review'
              ? t('post.editWarnReview')
              : t('post.editWarn', { state: t(`state.${post.state}`).toLowerCase() })}
          </p>
          <Button variant="default" onClick={onUnlock}>
            {t('post.editAnyway')}
          </Button>
        </Note>
      )}
      {asked?.decisionNote && (
        <Note tone="amber">
          <strong>{t('post.askedChanges', { name: asked.decidedBy ?? '' })}</strong>
          <p>{asked.decisionNote}</p>
        </Note>
      )}
      {status === 'conflict' && (
        <div role="alert">
          <Note tone="amber">
            <strong>{t('post.conflictTitle')}</strong>
            <p>{t('post.conflict')}</p>
            <Group gap="xs">
              <Button variant="default" onClick={() => void store.keepMine().catch(() => undefined)}>
                {t('post.conflictMine')}
              </Button>
              <Button variant="default" onClick={() => void store.takeTheirs().catch(() => undefined)}>
                {t('post.conflictTheirs')}
              </Button>
            </Group>
          </Note>
        </div>
      )}
      {aside && (
        <Note>
          <p>{t('post.restored')}</p>
          <Button variant="default" onClick={store.restoreMine}>
            {t('post.restoreMine')}
          </Button>
        </Note>
      )}
      {status === 'failed' && (
        <ErrorNote error={error} onRetry={() => void store.flush().catch(() => undefined)} />
      )}
    </>
  );
}
