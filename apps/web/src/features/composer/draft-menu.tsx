import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '../../shared/ui/confirm';
import { ErrorNote } from '../../shared/ui/notes';
import { useBound } from '../../shared/ui/use-bound';
import { ActsMenu } from '../post/acts-menu';
import { useDelete } from '../post/use-delete';
import { useDuplicate } from '../post/use-duplicate';
import type { DraftHandle } from './use-draft';

/** Other acts on a draft. Empty until the server has it. */
export function DraftMenu({ store }: { store: DraftHandle }) {
  const { post, status, submission } = store;
  if (!post || submission !== 'none') return null;
  return (
    <Menu
      store={store}
      id={post.id}
      print={`${post.state} ${post.revision?.id ?? ''} ${status === 'conflict'}`}
    />
  );
}

function Menu({ store, id, print }: { store: DraftHandle; id: string; print: string }) {
  const { t } = useTranslation();
  const bound = useBound(print);
  const [deleting, setDeleting] = useState(false);
  const duplicate = useDuplicate(id);
  // Unsaved text is deleted with the post, so that nobody is asked about it afterwards.
  const remove = useDelete(id, store.store.discard);
  const { post, status } = store;
  // The copy is made of the server's version, so it waits until everything is saved.
  const copies = post?.may.duplicate && (status === 'clean' || status === 'saved');
  return (
    <>
      <ErrorNote error={duplicate.error ?? remove.error} />
      <ActsMenu
        others={copies ? ['duplicate'] : []}
        destructive={post?.may.delete ? ['delete'] : []}
        changed={bound.changed}
        onOpen={bound.look}
        onAct={(act) => (act === 'duplicate' ? duplicate.mutate(null) : setDeleting(true))}
      />
      <Confirm
        opened={deleting}
        title={t('acts.deleteDraft')}
        action={t('post.delete')}
        changed={bound.changed}
        onClose={() => setDeleting(false)}
        onConfirm={() => {
          setDeleting(false);
          remove.mutate();
        }}
      >
        <span dir="auto">
          {post?.label ? t('acts.deleteText', { label: post.label }) : t('acts.deleteUnnamed')}
        </span>
      </Confirm>
    </>
  );
}
