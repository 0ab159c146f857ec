import { Button, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router';
import { api, unwrap } from '../../shared/api/client';
import { useChannels } from '../../shared/api/lists';
import type { Post } from '../../shared/api/types';
import { Confirm } from '../../shared/ui/confirm';
import { ErrorNote } from '../../shared/ui/notes';
import { PrimaryLink } from '../../shared/ui/primary-button';
import { useBound } from '../../shared/ui/use-bound';
import classes from './post-view.module.css';
import { RescheduleForm } from './reschedule-form';
import { usePostAction } from './use-post-action';

type Asking = 'schedule' | 'publish' | 'cancel' | 'delete' | null;

/** What the person may do with the post now; what cannot be undone asks first. */
export function PostActions({ post }: { post: Post }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<Asking>(null);
  const close = (): void => setAsking(null);
  const bound = useBound(`${post.state} ${post.revision?.id ?? ''} ${post.dueAt ?? ''}`);
  const ask = (what: Asking): void => {
    bound.look();
    setAsking(what);
  };
  const { search } = useLocation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const path = { params: { path: { id: post.id } } };
  const names = (useChannels().data ?? [])
    .filter(({ id }) => post.channelIds.includes(id))
    .map(({ name }) => name);
  const publish = usePostAction(
    () => unwrap(api.POST('/api/v1/posts/{id}/publish-now', path)),
    t('post.publishNowDone'),
  );
  const cancel = usePostAction(
    () => unwrap(api.POST('/api/v1/posts/{id}/cancel', path)),
    t('post.cancelDone'),
  );
  const remove = useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/posts/{id}', path)),
    onSuccess: async () => {
      notifications.show({ color: 'gray', message: t('post.deleted') });
      await navigate({ pathname: '/', search });
      client.removeQueries({ queryKey: ['post', post.id] });
      void client.invalidateQueries({ queryKey: ['calendar'] });
      void client.invalidateQueries({ queryKey: ['capacity'] });
    },
  });
  const { may } = post;
  const error = publish.error ?? cancel.error ?? remove.error;
  return (
    <>
      {error && <ErrorNote error={error} />}
      <div className={classes.actions}>
        {may.delete && (
          <Button variant="default" onClick={() => ask('delete')}>
            {t('post.delete')}
          </Button>
        )}
        {may.cancel && (
          <Button variant="default" onClick={() => ask('cancel')}>
            {t('post.cancelPost')}
          </Button>
        )}
        {may.publishNow && (
          <Button variant="default" onClick={() => ask('publish')}>
            {t('post.publishNow')}
          </Button>
        )}
        {may.edit && (
          <Button
            variant="default"
            renderRoot={(root) => <Link to={{ pathname: `/posts/${post.id}/edit`, search }} {...root} />}
          >
            {t('edit')}
          </Button>
        )}
        {may.schedule && (
          <Button variant="default" onClick={() => ask('schedule')}>
            {t('post.schedule')}
          </Button>
        )}
        {may.approve && <PrimaryLink to={`/review/${post.id}`}>{t('nav.review')}</PrimaryLink>}
      </div>
      <Modal
        opened={asking === 'schedule'}
        onClose={close}
        title={t('post.schedule')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <RescheduleForm post={post} onDone={close} />
      </Modal>
      <Confirm
        opened={asking === 'publish'}
        title={t('post.publishNow')}
        action={t('post.publishNow')}
        changed={bound.changed}
        onClose={close}
        onConfirm={() => {
          publish.mutate();
          close();
        }}
      >
        {t('post.publishNowConfirm')} {names.join(', ')}.
      </Confirm>
      <Confirm
        opened={asking === 'cancel'}
        title={t('post.cancelPost')}
        action={t('post.cancelPost')}
        changed={bound.changed}
        onClose={close}
        onConfirm={() => {
          cancel.mutate();
          close();
        }}
      >
        {t('post.cancelConfirm')}
      </Confirm>
      <Confirm
        opened={asking === 'delete'}
        title={t('post.delete')}
        action={t('post.delete')}
        changed={bound.changed}
        onClose={close}
        onConfirm={() => {
          remove.mutate();
          close();
        }}
      >
        {t('post.deleteConfirm')}
      </Confirm>
    </>
  );
}
