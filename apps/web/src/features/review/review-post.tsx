import { Button, Modal, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ApiError } from '../../shared/api/api-error';
import { api, unwrap } from '../../shared/api/client';
import { useWhen } from '../../shared/dates/use-when';
import { ErrorNote, Note, Rows } from '../../shared/ui/notes';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { ChannelPreviews } from '../post/channel-previews';
import { usePost, useRevisions } from '../post/use-post';
import { usePostAction } from '../post/use-post-action';
import { Changes } from './changes';
import classes from './review.module.css';

/** One post as it will appear, what changed, and the two answers. */
export function ReviewPost({ id, onDecided }: { id: string; onDecided: () => void }) {
  const { t } = useTranslation();
  const when = useWhen();
  const client = useQueryClient();
  const { data: post, error: postError } = usePost(id);
  const { data: revisions, error: revisionError, refetch } = useRevisions(id);
  const [noting, setNoting] = useState(false);
  const [changed, setChanged] = useState(false);
  const pending = revisions?.find(({ state }) => state === 'pending');
  const approved =
    revisions?.find(({ state, number }) => state === 'approved' && number < (pending?.number ?? 0)) ?? null;

  // The hash says which version was read; if another one is under review by now, the server refuses.
  const approve = usePostAction(
    (revisionHash: string) =>
      unwrap(api.POST('/api/v1/posts/{id}/approve', { params: { path: { id } }, body: { revisionHash } })),
    t('review.approved'),
  );
  const accept = (): void => {
    if (!pending) return;
    approve.mutate(pending.hash, {
      onSuccess: onDecided,
      onError: (error) => {
        if (!(error instanceof ApiError) || error.status !== 409) return;
        setChanged(true);
        void client.invalidateQueries({ queryKey: ['post', id] });
      },
    });
  };
  const error = postError ?? revisionError;
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!post || !revisions) return <Rows count={2} height={240} />;
  const refused = approve.error && !(approve.error instanceof ApiError && approve.error.status === 409);
  return (
    <>
      <div className={classes.content}>
        <p className={classes.when}>{(post.schedule && when.wish(post.schedule)) ?? t('review.noDate')}</p>
        <p className={classes.fact}>
          {post.establishmentName} · {t('post.by', { name: pending?.submittedBy ?? post.author.name })} ·{' '}
          {t('review.revision', { number: pending?.number ?? 1 })} ·{' '}
          <Link to={`/posts/${id}`}>{t('review.open')}</Link>
        </p>
        {changed && (
          <div role="alert">
            <Note tone="amber">{t('review.changed')}</Note>
          </div>
        )}
        {pending?.note && (
          <Note>
            <strong>{t('review.word', { name: pending.submittedBy })}</strong>
            <p>{pending.note}</p>
          </Note>
        )}
        {pending && <Changes now={pending} before={approved} />}
        {pending && <ChannelPreviews channels={pending.channels} />}
        {refused && <ErrorNote error={approve.error} />}
      </div>
      <div className={classes.decide}>
        {!post.may.approve && <p className={classes.fact}>{t('review.notYours')}</p>}
        {post.may.requestChanges && (
          <Button size="md" variant="default" onClick={() => setNoting(true)}>
            {t('review.request')}
          </Button>
        )}
        {post.may.approve && (
          <PrimaryButton size="md" disabled={!pending} loading={approve.isPending} onClick={accept}>
            {t('review.approve')}
          </PrimaryButton>
        )}
      </div>
      <Modal
        opened={noting}
        onClose={() => setNoting(false)}
        title={t('review.request')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <RequestForm id={id} onSent={onDecided} />
      </Modal>
    </>
  );
}

function RequestForm({ id, onSent }: { id: string; onSent: () => void }) {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const send = usePostAction(
    () =>
      unwrap(
        api.POST('/api/v1/posts/{id}/request-changes', {
          params: { path: { id } },
          body: { note: note.trim() },
        }),
      ),
    t('review.requested'),
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (note.trim()) send.mutate(undefined, { onSuccess: onSent });
      }}
    >
      <Textarea
        label={t('review.note')}
        description={t('review.noteRequired')}
        autosize
        minRows={4}
        maxLength={2000}
        value={note}
        error={tried && !note.trim() ? t('review.noteRequired') : undefined}
        onChange={(event) => setNote(event.currentTarget.value)}
        data-autofocus
      />
      {send.error && <ErrorNote error={send.error} />}
      <PrimaryButton type="submit" fullWidth mt="md" loading={send.isPending}>
        {t('review.send')}
      </PrimaryButton>
    </form>
  );
}
