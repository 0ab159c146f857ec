import { useEffect, useRef } from 'react';
import type { Post, PostProblem } from '../../shared/api/types';
import { latenessOf } from '../post/lateness';
import type { Draft } from './draft';
import { differing } from './store/fields';
import type { DraftState } from './store/state';

/** Whether the post can be sent for approval here, now or after an edit. */
export const maySubmit = (post: Pick<Post, 'may' | 'editSendsBack'> | null): boolean =>
  !post || post.may.submit || (post.editSendsBack && post.may.edit);

/** The server's statement about the date on screen; null for a date it has not checked yet. */
export function latenessOn(post: Post | null, { schedule }: Pick<Draft, 'schedule'>): PostProblem | null {
  const saved = post?.schedule;
  const same = saved?.localTime === schedule?.localTime && saved?.timeZone === schedule?.timeZone;
  return same ? latenessOf(post) : null;
}

/**
 * Whether the text on screen cannot be submitted as it is: a person must choose, nothing of the approved text was
 * changed, or the server would refuse its date.
 */
export function mustWait(
  { post, held, status, theirs, draft }: Pick<DraftState, 'post' | 'held' | 'status' | 'theirs' | 'draft'>,
  lateness: PostProblem | null,
): boolean {
  const unchanged = post?.editSendsBack === true && differing(theirs, draft).length === 0;
  return held || unchanged || status === 'conflict' || lateness?.severity === 'error';
}

/** Calls back once the submitted post is under review. */
export function useSubmitted(
  { submission, submissionError, post }: Pick<DraftState, 'submission' | 'submissionError' | 'post'>,
  onDone: (post: Post) => void,
): void {
  const before = useRef(submission);
  useEffect(() => {
    const through = before.current !== 'none' && submission === 'none' && !submissionError;
    before.current = submission;
    if (through && post?.state === 'in_review') onDone(post);
  });
}
