import { Button, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../shared/api/client';
import type { Post } from '../../shared/api/types';
import { useWhen } from '../../shared/dates/use-when';
import { ErrorNote } from '../../shared/ui/notes';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { BaselineLine } from './baseline-line';
import classes from './composer.module.css';
import type { Composition } from './use-composition';
import type { DraftHandle } from './use-draft';

interface FooterProps {
  store: DraftHandle;
  composition: Composition;
  locked: boolean;
  onDone: (post: Post) => void;
}

/** When it goes out, with which baseline, and the one thing that happens next. */
export function ComposerFooter({ store, composition, locked, onDone }: FooterProps) {
  const { t } = useTranslation();
  const when = useWhen();
  const client = useQueryClient();
  const [note, setNote] = useState<string | null>(null);
  const submit = useMutation({
    mutationFn: async () => {
      await store.flush();
      const id = store.current()?.id;
      if (!id || !store.isSaved()) return null;
      const body = note?.trim() ? { note: note.trim() } : {};
      return unwrap(api.POST('/api/v1/posts/{id}/submit', { params: { path: { id } }, body }));
    },
    onSuccess: (post) => {
      if (!post) return;
      client.setQueryData(['post', post.id], post);
      void client.invalidateQueries({ queryKey: ['posts'] });
      void client.invalidateQueries({ queryKey: ['calendar'] });
      void client.invalidateQueries({ queryKey: ['capacity'] });
      notifications.show({ color: 'gray', message: t('post.submitted') });
      onDone(post);
    },
  });
  const { draft, post } = store;
  const { errors, channels } = composition;
  const maySubmit = !post || post.may.submit || post.editSendsBack;
  const blocked =
    channels.length === 0
      ? t('post.needsChannel')
      : errors > 0
        ? t('post.submitBlocked', { count: errors })
        : '';
  return (
    <>
      {submit.error && <ErrorNote error={submit.error} />}
      {maySubmit && note !== null && (
        <Textarea
          mb="sm"
          label={t('post.submitNote')}
          autosize
          minRows={2}
          maxRows={5}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          autoFocus
        />
      )}
      <div className={classes.footer}>
        <div className={classes.summary}>
          <strong>{(draft.schedule && when.wish(draft.schedule)) ?? t('post.noDateYet')}</strong>
          <BaselineLine composition={composition} />
          {blocked && <span className={classes.blocked}>{blocked}</span>}
        </div>
        {maySubmit && (
          <div className={classes.next}>
            <Button
              variant="subtle"
              color="gray"
              disabled={locked}
              aria-expanded={note !== null}
              onClick={() => setNote(note === null ? '' : null)}
            >
              {t(note === null ? 'post.addNote' : 'post.dropNote')}
            </Button>
            <PrimaryButton
              loading={submit.isPending}
              disabled={locked || blocked !== '' || store.status === 'conflict'}
              onClick={() => submit.mutate()}
            >
              {t('post.submit')}
            </PrimaryButton>
          </div>
        )}
      </div>
    </>
  );
}
