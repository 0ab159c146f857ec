import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Post, Wish } from '../../shared/api/types';
import { blankDraft, draftOf } from './draft';
import { DraftStore } from './draft-store';

/** A draft that saves itself, as React sees it. */
export function useDraft(post: Post | null, schedule: Wish | null, onCreated: (post: Post) => void) {
  const client = useQueryClient();
  const [store] = useState(
    () =>
      new DraftStore(post, post ? draftOf(post) : blankDraft(schedule), (saved, created) => {
        client.setQueryData(['post', saved.id], saved);
        void client.invalidateQueries({ queryKey: ['calendar'] });
        void client.invalidateQueries({ queryKey: ['capacity'] });
        if (created) onCreated(saved);
      }),
  );
  const state = useSyncExternalStore(store.subscribe, store.get);

  useEffect(() => {
    if (post) store.adopt(post);
  }, [store, post]);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (store.get().status === 'dirty' || store.get().status === 'failed') event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('beforeunload', warn);
      // Closing the panel is not losing the last words. A refusal was shown while it was open.
      if (store.get().status === 'dirty') void store.flush().catch(() => undefined);
    };
  }, [store]);

  return {
    ...state,
    change: store.change,
    flush: store.flush,
    keepMine: store.keepMine,
    takeTheirs: store.takeTheirs,
    restoreMine: store.restoreMine,
    /** The draft right now, for what ends between two renders. */
    latest: () => store.get().draft,
    /** Whether everything typed is on the server. */
    isSaved: () => store.get().status !== 'conflict' && store.get().status !== 'failed',
    current: () => store.get().post,
  };
}

export type DraftHandle = ReturnType<typeof useDraft>;
