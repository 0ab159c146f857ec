import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ApiError } from '../../shared/api/api-error';
import type { Post, RevisionDetail } from '../../shared/api/types';
import { useWhen } from '../../shared/dates/use-when';
import { ErrorNote, Note, Rows } from '../../shared/ui/notes';
import { ChannelPreviews } from '../post/channel-previews';
import { usePost, useRevisions } from '../post/use-post';
import { Changes } from './changes';
import { Decide } from './decide';
import { EarlierRound } from './earlier-round';
import classes from './review.module.css';
import { useShownRevision } from './use-shown-revision';
import { WhatHappened } from './what-happened';

interface ReviewProps {
  id: string;
  onDecided: () => void;
  /** Opens the next post; null when nothing else waits. */
  onNext: (() => void) | null;
}

/** One post with preview, changes and decision; a decision applies to the revision on screen only. */
export function ReviewPost({ id, onDecided, onNext }: ReviewProps) {
  const { data: post, error: postError } = usePost(id);
  const { data: revisions, error: revisionError, refetch } = useRevisions(id);
  const { shown, newer, look } = useShownRevision(revisions);
  const error = postError ?? revisionError;
  if (error instanceof ApiError && error.status === 404) return <Gone onNext={onNext} />;
  if (error && !(post && revisions)) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!post || !revisions) return <Rows count={2} height={240} />;
  const open = shown?.state === 'pending' && !newer && post.state === 'in_review';
  const earlier =
    revisions.find(({ decidedAt, number }) => decidedAt !== null && number < (shown?.number ?? 0)) ?? null;
  return (
    <>
      <div className={classes.content}>
        <Facts post={post} shown={shown} />
        {!open &&
          (shown ? (
            <WhatHappened post={post} shown={shown} newer={newer} onLook={look} onNext={onNext} />
          ) : (
            <NeverSent post={post} onNext={onNext} />
          ))}
        {earlier && <EarlierRound revision={earlier} />}
        {shown?.note && (
          <Note>
            <Word revision={shown} />
          </Note>
        )}
        {shown && <Changes now={shown} before={earlier} />}
        {shown && <ChannelPreviews channels={shown.channels} />}
      </div>
      <Decide key={shown?.id} post={post} revision={shown} open={open} onDecided={onDecided} />
    </>
  );
}

function Facts({ post, shown }: { post: Post; shown: RevisionDetail | null }) {
  const { t } = useTranslation();
  const when = useWhen();
  return (
    <>
      <p className={classes.when}>
        {(post.schedule && when.localSchedule(post.schedule)) ?? t('review.noDate')}
      </p>
      <p className={classes.fact}>
        {post.establishmentName} · {t('post.by', { name: shown?.submittedBy ?? post.author.name })} ·{' '}
        {t('review.revision', { number: shown?.number ?? 1 })} ·{' '}
        <Link to={`/posts/${post.id}`}>{t('review.open')}</Link>
      </p>
    </>
  );
}

function Word({ revision }: { revision: RevisionDetail }) {
  const { t } = useTranslation();
  return (
    <>
      <strong>{t('review.word', { name: revision.submittedBy })}</strong>
      <p dir="auto">{revision.note}</p>
    </>
  );
}

/** A post that was never submitted. */
function NeverSent({ post, onNext }: { post: Post; onNext: (() => void) | null }) {
  const { t } = useTranslation();
  return (
    <div role="alert">
      <Note tone="amber">
        <strong>{t('review.left.unknown')}</strong>
        <p>{t('review.nowState', { state: t(`state.${post.state}`).toLowerCase() })}</p>
        <Next onNext={onNext} />
      </Note>
    </div>
  );
}

function Gone({ onNext }: { onNext: (() => void) | null }) {
  const { t } = useTranslation();
  return (
    <div className={classes.content} role="alert">
      <Note tone="amber">
        <strong>{t('review.gone')}</strong>
        <p>{t('review.nothingToDecide')}</p>
        <Next onNext={onNext} />
      </Note>
    </div>
  );
}

function Next({ onNext }: { onNext: (() => void) | null }) {
  const { t } = useTranslation();
  if (!onNext) return null;
  return (
    <Button variant="default" onClick={onNext}>
      {t('review.next')}
    </Button>
  );
}
