import { useMutation, useQueryClient } from '@tanstack/react-query';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../shared/api/client';
import { useWhen } from '../../shared/dates/use-when';
import { ErrorNote } from '../../shared/ui/notes';
import { PrimaryButton } from '../../shared/ui/primary-button';
import classes from './composer.module.css';
import type { Composition } from './use-composition';
import type { DraftHandle } from './use-draft';

interface FooterProps {
  store: DraftHandle;
  composition: Composition;
  locked: boolean;
  onDone: () => void;
}

/** When it goes out, with which baseline, and the one thing that happens next. */
export function ComposerFooter({ store, composition, locked, onDone }: FooterProps) {
  const { t } = useTranslation();
  const when = useWhen();
  const client = useQueryClient();
  const submit = useMutation({
    mutationFn: async () => {
      await store.flush();
      const id = store.current()?.id;
      if (!id || !store.isSaved()) return null;
      return unwrap(api.POST('/api/v1/posts/{id}/submit', { params: { path: { id } }, body: {} }));
    },
    onSuccess: (post) => {
      if (!post) return;
      client.setQueryData(['post', post.id], post);
      void client.invalidateQueries({ queryKey: ['posts'] });
      void client.invalidateQueries({ queryKey: ['calendar'] });
      notifications.show({ color: 'gray', message: t('post.submitted') });
      onDone();
    },
  });
  const { draft, post } = store;
  const { baseline, errors, channels } = composition;
  const placed = channels[0]?.channel.baselinePlacement ?? 'end';
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
      <div className={classes.footer}>
        <div className={classes.summary}>
          <strong>{(draft.schedule && when.wish(draft.schedule)) ?? t('post.noDateYet')}</strong>
          {baseline && (
            <span className={classes.baselineLine}>
              «{'\u202f'}
              {baseline}
              {'\u202f'}» {t(`post.baselineAt.${placed}`)}
            </span>
          )}
          {blocked && <span className={classes.blocked}>{blocked}</span>}
        </div>
        {maySubmit && (
          <PrimaryButton
            loading={submit.isPending}
            disabled={locked || blocked !== '' || store.status === 'conflict'}
            onClick={() => submit.mutate()}
          >
            {t('post.submit')}
          </PrimaryButton>
        )}
      </div>
    </>
  );
}
