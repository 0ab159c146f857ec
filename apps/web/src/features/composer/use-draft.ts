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

/** What a saved post changes on other screens. */
function follow(client: QueryClient, post: Post): void {
  client.setQueryData(queries.post(post.id).queryKey, post);
  void markStale(client, stale.postSaved());
}

/**
 * The draft of a post, or of a new one; null for the moment that asking the device takes. It outlives the screen until
 * the server has its words.
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
        // Also when its screen was left meanwhile.
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

/** A draft that saves itself, as React sees it. */
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
      // The device brings the words back; only when it could not keep them is leaving a loss.
      if (!store.isDone() && !store.get().onDevice) event.preventDefault();
    };
    // The last words before another tab, another application or the end are not left to the pause in typing.
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
