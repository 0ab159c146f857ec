import { notifications } from '@mantine/notifications';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Post, LocalSchedule } from '../../shared/api/types';
import { markStale, queries, stale } from '../../shared/queries';
import { useMe } from '../../shared/session/use-me';
import { blankDraft } from './draft';
import { drafts } from './drafts';
import type { DraftStore } from './store/draft-store';

/** Updates other screens after a post was saved. */
function follow(client: QueryClient, post: Post): void {
  client.setQueryData(queries.post(post.id).queryKey, post);
  void markStale(client, stale.postSaved());
}

/**
 * The draft of a post, or of a new one; null while the device is read. It outlives the screen until the server has
 * everything.
 */
export function useDraftStore(post: Post | null, schedule: LocalSchedule | null): DraftStore | null {
  const client = useQueryClient();
  const userId = useMe().user.id;
  const [store, setStore] = useState<DraftStore | null>(null);
  const first = useRef({ post, schedule });
  useEffect(() => {
    let left = false;
    let mine: DraftStore | null = null;
    const { post: opened, schedule: localSchedule } = first.current;
    void drafts
      .open(userId, opened, blankDraft(localSchedule), (saved, what) => {
        follow(client, saved);
        // Also when the screen was left meanwhile.
        if (what === 'submitted') notifications.show({ color: 'gray', message: i18next.t('post.submitted') });
      })
      .then((opening) => {
        mine = opening;
        if (left) drafts.leave(opening);
        else setStore(opening);
      });
    return () => {
      left = true;
      if (mine) drafts.leave(mine);
    };
  }, [client, userId]);
  return store;
}

/** A draft that saves itself, as a React hook. */
export function useDraft(store: DraftStore, post: Post | null, onCreated: (post: Post) => void) {
  const state = useSyncExternalStore(store.subscribe, store.get);
  useEffect(() => {
    if (post) store.adopt(post);
  }, [store, post]);

  const known = useRef(state.post?.id ?? null);
  useEffect(() => {
    if (state.post && state.post.id !== known.current) {
      known.current = state.post.id;
      onCreated(state.post);
    }
  });

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      // The device restores the text; leaving is a loss only when the device could not store it.
      if (!store.isDone() && !store.get().onDevice) event.preventDefault();
    };
    // When the page is hidden or closed, the text is saved without waiting for a pause in typing.
    const hidden = (): void => {
      if (document.visibilityState === 'hidden') store.saveNow();
    };
    window.addEventListener('beforeunload', warn);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      window.removeEventListener('beforeunload', warn);
      document.removeEventListener('visibilitychange', hidden);
    };
  }, [store]);

  return { ...state, store, change: store.change, latest: () => store.get().draft };
}

export type DraftHandle = ReturnType<typeof useDraft>;
