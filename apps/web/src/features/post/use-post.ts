import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../shared/api/client';
import type { Post } from '../../shared/api/types';

const path = (id: string) => ({ params: { path: { id } } });

/** A post, kept fresh by the live stream. */
export const usePost = (id: string) =>
  useQuery({
    queryKey: ['post', id],
    queryFn: () => unwrap(api.GET('/api/v1/posts/{id}', path(id))),
    enabled: id !== 'new',
  });

/** Where and how the post went out, a line a channel. */
export const usePublications = (id: string) =>
  useQuery({
    queryKey: ['post', id, 'publications'],
    queryFn: () => unwrap(api.GET('/api/v1/posts/{id}/publications', path(id))).then((page) => page.items),
  });

/** Exactly what goes out on each channel, and the version that it was frozen as; asked for anew when that is another. */
export const usePreview = ({ id, state, revision, version }: Post) =>
  useQuery({
    queryKey: ['post', id, 'preview', state, revision?.id, version],
    queryFn: () => unwrap(api.GET('/api/v1/posts/{id}/preview', path(id))),
  });

/** Every frozen version, the newest first. */
export const useRevisions = (id: string) =>
  useQuery({
    queryKey: ['post', id, 'revisions'],
    queryFn: () =>
      unwrap(api.GET('/api/v1/posts/{id}/revisions', path(id))).then((page) =>
        page.items.sort((a, b) => b.number - a.number),
      ),
  });
