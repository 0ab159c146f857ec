import { Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST_NOTE } from '#rules/posts';
import { api, unwrap } from '../../shared/api/client';
import type { RevisionDetail } from '../../shared/api/types';
import { useKeptText } from '../../shared/device/kept-text';
import { ErrorNote, Note } from '../../shared/ui/notes';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { usePostAction } from '../post/use-post-action';

interface RequestProps {
  postId: string;
  revision: RevisionDetail;
  /** The revision can no longer be decided; the text stays. */
  over: boolean;
  onSent: () => void;
}

/** Text of the requested changes, for the revision that was read. */
export function RequestForm({ postId, revision, over, onSent }: RequestProps) {
  const { t } = useTranslation();
  const { text, type, forget } = useKeptText(`request-changes:${revision.id}`);
  const [tried, setTried] = useState(false);
  const note = text.trim();
  const send = usePostAction(
    () =>
      unwrap(
        api.POST('/api/v1/posts/{id}/request-changes', {
          params: { path: { id: postId } },
          body: { note, revisionHash: revision.hash },
        }),
      ),
    t('review.requested'),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!note || over) return;
    send.mutate(undefined, {
      onSuccess: () => {
        forget();
        onSent();
      },
    });
  };
  return (
    <form onSubmit={submit}>
      <Textarea
        label={t('review.note')}
        description={t('review.noteRequired')}
        autosize
        minRows={4}
        maxRows={12}
        maxLength={LONGEST_NOTE}
        dir="auto"
        value={text}
        error={tried && !note ? t('review.noteRequired') : undefined}
        onChange={(event) => type(event.currentTarget.value)}
        data-autofocus
      />
      {over && (
        <div role="alert">
          <Note tone="amber">{t('review.tooLateToAsk')}</Note>
        </div>
      )}
      {!over && <ErrorNote error={send.error} />}
      <PrimaryButton type="submit" fullWidth mt="md" loading={send.isPending} disabled={over}>
        {t('review.send')}
      </PrimaryButton>
    </form>
  );
}
