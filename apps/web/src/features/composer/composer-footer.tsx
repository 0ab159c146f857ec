import { Button, Textarea } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST_NOTE } from '#rules/posts';
import type { Post } from '../../shared/api/types';
import { useWhen } from '../../shared/dates/use-when';
import { ErrorNote } from '../../shared/ui/notes';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { LatenessNote } from '../post/lateness-note';
import { BaselineLine } from './baseline-line';
import classes from './composer.module.css';
import { DraftMenu } from './draft-menu';
import { latenessOn, maySubmit, mustWait, useSubmitted } from './submission';
import type { Composition } from './composition';
import type { DraftHandle } from './use-draft';

interface FooterProps {
  store: DraftHandle;
  composition: Composition;
  /** Of the field for the day. */
  dateId: string;
  onDone: (post: Post) => void;
}

/** Date, baseline, and the next action. */
export function ComposerFooter({ store, composition, dateId, onDone }: FooterProps) {
  const { t } = useTranslation();
  const when = useWhen();
  const [note, setNote] = useState<string | null>(null);
  useSubmitted(store, onDone);
  const { draft, post, held, submission, submissionError } = store;
  const { errors, channels } = composition;
  const toldId = useId();
  const lateness = latenessOn(post, draft);
  const submittable = maySubmit(post);
  const blocked =
    channels.length === 0
      ? t('post.needsChannel')
      : errors > 0
        ? t('post.submitBlocked', { count: errors })
        : '';
  return (
    <>
      <ErrorNote error={submissionError} />
      {submittable && note !== null && (
        <NoteField value={note} readOnly={submission !== 'none'} onChange={setNote} />
      )}
      <SubmissionWaits store={store} />
      <div className={classes.footer}>
        <div className={classes.summary}>
          <strong>{(draft.schedule && when.localSchedule(draft.schedule)) ?? t('post.noDateYet')}</strong>
          <BaselineLine composition={composition} />
          {submittable && !draft.schedule && <span className={classes.undated}>{t('acts.undated')}</span>}
          {blocked && <span className={classes.blocked}>{blocked}</span>}
        </div>
        {submittable && lateness && (
          <LatenessNote id={toldId} lateness={lateness}>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => document.getElementById(dateId)?.focus()}
            >
              {t('acts.tooLateFix')}
            </Button>
          </LatenessNote>
        )}
        <div className={classes.next}>
          <DraftMenu store={store} />
          {submittable && (
            <>
              <Button
                variant="subtle"
                color="gray"
                disabled={held || submission !== 'none'}
                aria-expanded={note !== null}
                onClick={() => setNote(note === null ? '' : null)}
              >
                {t(note === null ? 'post.addNote' : 'post.dropNote')}
              </Button>
              <PrimaryButton
                loading={submission !== 'none'}
                disabled={blocked !== '' || mustWait(store, lateness)}
                aria-describedby={lateness ? toldId : undefined}
                onClick={() => store.store.submit(note?.trim() ?? '')}
              >
                {t('post.submit')}
              </PrimaryButton>
            </>
          )}
        </div>
      </div>
    </>
  );
}

/** Note for the reviewer. */
function NoteField({
  value,
  readOnly,
  onChange,
}: {
  value: string;
  readOnly: boolean;
  onChange: (note: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <Textarea
      mb="sm"
      label={t('post.submitNote')}
      autosize
      minRows={2}
      maxRows={5}
      maxLength={LONGEST_NOTE}
      dir="auto"
      value={value}
      readOnly={readOnly}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoFocus
    />
  );
}

/** Shows why a submission is not through yet, and lets the person take it back while that is possible. */
function SubmissionWaits({ store: { submission, failure, status, store } }: { store: DraftHandle }) {
  const { t } = useTranslation();
  if (submission === 'none' || (!failure && status !== 'conflict')) return null;
  return (
    <p className={classes.waits} role="status">
      {t(submission === 'waiting' ? 'keeping.submitWaits' : 'keeping.submitUnsure')}{' '}
      {submission === 'waiting' && (
        <Button size="compact-sm" variant="default" onClick={store.withhold}>
          {t('keeping.withhold')}
        </Button>
      )}
    </p>
  );
}
