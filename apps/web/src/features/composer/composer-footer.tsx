import { Button, Textarea } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Post, PostProblem } from '../../shared/api/types';
import { useWhen } from '../../shared/dates/use-when';
import { ErrorNote } from '../../shared/ui/notes';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { latenessOf } from '../post/lateness';
import { LatenessNote } from '../post/lateness-note';
import { BaselineLine } from './baseline-line';
import classes from './composer.module.css';
import { DraftMenu } from './draft-menu';
import { differing } from './store/fields';
import type { Composition } from './composition';
import type { DraftHandle } from './use-draft';

interface FooterProps {
  store: DraftHandle;
  composition: Composition;
  /** Of the field for the day. */
  dateId: string;
  onDone: (post: Post) => void;
}

/** When it goes out, with which baseline, and the one thing that happens next. */
export function ComposerFooter({ store, composition, dateId, onDone }: FooterProps) {
  const { t } = useTranslation();
  const when = useWhen();
  const [note, setNote] = useState<string | null>(null);
  useSubmitted(store, onDone);
  const { draft, post, held, submission, submissionError, theirs } = store;
  const { errors, channels } = composition;
  const toldId = useId();
  const lateness = useLateness(store);
  const maySubmit = !post || post.may.submit || (post.editSendsBack && post.may.edit);
  const unchanged = post?.editSendsBack === true && differing(theirs, draft).length === 0;
  const blocked =
    channels.length === 0
      ? t('post.needsChannel')
      : errors > 0
        ? t('post.submitBlocked', { count: errors })
        : '';
  return (
    <>
      <ErrorNote error={submissionError} />
      {maySubmit && note !== null && (
        <Textarea
          mb="sm"
          label={t('post.submitNote')}
          autosize
          minRows={2}
          maxRows={5}
          maxLength={2000}
          dir="auto"
          value={note}
          readOnly={submission !== 'none'}
          onChange={(event) => setNote(event.currentTarget.value)}
          autoFocus
        />
      )}
      <SubmissionWaits store={store} />
      <div className={classes.footer}>
        <div className={classes.summary}>
          <strong>{(draft.schedule && when.wish(draft.schedule)) ?? t('post.noDateYet')}</strong>
          <BaselineLine composition={composition} />
          {maySubmit && !draft.schedule && <span className={classes.undated}>{t('acts.undated')}</span>}
          {blocked && <span className={classes.blocked}>{blocked}</span>}
        </div>
        {maySubmit && lateness && (
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
          {maySubmit && (
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
                disabled={
                  held ||
                  blocked !== '' ||
                  unchanged ||
                  store.status === 'conflict' ||
                  lateness?.severity === 'error'
                }
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

/** What the server said of the date on screen; of another one it has said nothing yet. */
function useLateness({ post, draft }: DraftHandle): PostProblem | null {
  const saved = post?.schedule;
  const same = saved?.localTime === draft.schedule?.localTime && saved?.timeZone === draft.schedule?.timeZone;
  return same ? latenessOf(post) : null;
}

/** A submission was pressed and is not through yet: why, and the way back while there is one. */
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

/** Calls back once what was sent for approval is under review. */
function useSubmitted(
  { submission, submissionError, post }: DraftHandle,
  onDone: (post: Post) => void,
): void {
  const before = useRef(submission);
  useEffect(() => {
    const through = before.current !== 'none' && submission === 'none' && !submissionError;
    before.current = submission;
    if (through && post?.state === 'in_review') onDone(post);
  });
}
