import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useWhen } from '../../shared/dates/use-when';
import { useZone } from '../../shared/session/use-me';
import { Note } from '../../shared/ui/notes';
import { ConflictNote } from './conflict-note';
import { FailureNote, FinalNote } from './failure-note';
import type { DraftHandle } from './use-draft';
import { useFieldWords } from './use-field-words';

/**
 * Notices before further typing: an approval that would be withdrawn, requested changes, another person's version,
 * unsaved text.
 */
export function ComposerNotices({ store }: { store: DraftHandle }) {
  const { t } = useTranslation();
  const { post, status, aside, held } = store;
  const asked = post?.state === 'changes_requested' ? post.revision : null;
  return (
    <>
      {held && <HeldNote store={store} />}
      {asked?.decisionNote && (
        <Note tone="amber">
          <strong>{t('post.askedChanges', { name: asked.decidedBy ?? '' })}</strong>
          <p dir="auto">{asked.decisionNote}</p>
        </Note>
      )}
      {status === 'conflict' && <ConflictNote store={store} />}
      {aside && (
        <Note>
          <p>{t('post.restored')}</p>
          <Button variant="default" onClick={store.store.restoreMine}>
            {t('post.restoreMine')}
          </Button>
        </Note>
      )}
      <RestoredNote store={store} />
      <TakenNote store={store} />
      {status === 'failed' && <FailureNote store={store} />}
    </>
  );
}

/** Saving would withdraw a submission or an approval: the person decides. */
function HeldNote({ store }: { store: DraftHandle }) {
  const { t } = useTranslation();
  const { post, status } = store;
  if (!post) return null;
  const state = t(`state.${post.state}`);
  const meanwhile = status === 'held' && post.state === 'in_review' && post.revision;
  if (!post.may.edit) {
    return (
      <Note tone="amber">
        <strong>{t('keeping.heldState', { state })}</strong>
        <FinalNote store={store} />
      </Note>
    );
  }
  return (
    <Note tone="amber">
      <strong>{meanwhile ? t('keeping.heldState', { state }) : t('post.editWarnTitle')}</strong>
      <p>
        {meanwhile
          ? t('keeping.heldBy', { name: meanwhile.submittedBy })
          : post.state === 'in_review'
            ? t('post.editWarnReview')
            : t('post.editWarn', { state: state.toLowerCase() })}
      </p>
      <Button variant="default" onClick={store.store.release}>
        {t('post.editAnyway')}
      </Button>
    </Note>
  );
}

/** Text restored from the device: announced once, and easy to discard. */
function RestoredNote({ store: { restoredAt, mayDiscard, store } }: { store: DraftHandle }) {
  const { t } = useTranslation();
  const when = useWhen();
  const zone = useZone();
  if (restoredAt === null) return null;
  return (
    <Note>
      <p role="status">
        {t('keeping.restored', { when: when.at(new Date(restoredAt).toISOString(), zone) })}
      </p>
      <Group gap="xs">
        <Button variant="default" onClick={store.welcome}>
          {t('keeping.keep')}
        </Button>
        {mayDiscard && (
          <Button variant="default" onClick={store.discard}>
            {t('keeping.discard')}
          </Button>
        )}
      </Group>
    </Note>
  );
}

/** What somebody else changed while text here was unsaved. */
function TakenNote({ store: { taken, store } }: { store: DraftHandle }) {
  const { t } = useTranslation();
  const { nameOf } = useFieldWords();
  if (taken.length === 0) return null;
  return (
    <Note>
      <p role="status">{t('keeping.taken', { fields: taken.map(nameOf).join(', ') })}</p>
      <Button variant="default" onClick={store.welcome}>
        {t('keeping.understood')}
      </Button>
    </Note>
  );
}
