import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../shared/api/client';
import { useChannels } from '../../shared/api/lists';
import type { Post } from '../../shared/api/types';
import { Confirm } from '../../shared/ui/confirm';
import { ErrorNote } from '../../shared/ui/notes';
import type { Act } from './acts';
import { RescheduleForm } from './reschedule-form';
import { useActName } from './use-act-name';
import { useDelete } from './use-delete';
import { usePostAction } from './use-post-action';

interface AskProps {
  post: Post;
  act: Act | null;
  /** The post has changed since the question was asked. */
  changed: boolean;
  onClose: () => void;
}

/** Asks before an act that cannot be undone; for a new date, lets the person choose it. */
export function AskBefore({ post, act, changed, onClose }: AskProps) {
  const { t } = useTranslation();
  const nameOf = useActName();
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
  const withdraw = usePostAction(
    () => unwrap(api.POST('/api/v1/posts/{id}/withdraw', { ...path, body: {} })),
    t('acts.withdrawn'),
  );
  const remove = useDelete(post.id);
  const questions = {
    publishNow: { run: publish, text: `${t('post.publishNowConfirm')} ${names.join(', ')}.` },
    cancel: { run: cancel, text: t('post.cancelConfirm') },
    withdraw: { run: withdraw, text: t('acts.withdrawConfirm') },
    delete: { run: remove, text: t('post.deleteConfirm') },
  };
  const kinds = ['publishNow', 'cancel', 'withdraw', 'delete'] as const;
  return (
    <>
      {kinds.map((kind) => (
        <ErrorNote key={kind} error={questions[kind].run.error} />
      ))}
      <Modal
        opened={act === 'schedule'}
        onClose={onClose}
        title={t('post.schedule')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <RescheduleForm post={post} onDone={onClose} />
      </Modal>
      {kinds.map((kind) => (
        <Confirm
          key={kind}
          opened={act === kind}
          title={nameOf(kind)}
          action={nameOf(kind)}
          changed={changed}
          onClose={onClose}
          onConfirm={() => {
            questions[kind].run.mutate();
            onClose();
          }}
        >
          {questions[kind].text}
        </Confirm>
      ))}
    </>
  );
}
