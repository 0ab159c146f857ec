import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../shared/api/client';

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

/** Exactly what goes out on each channel. */
export const usePreview = (id: string) =>
  useQuery({
    queryKey: ['post', id, 'preview'],
    queryFn: () =>
      unwrap(api.GET('/api/v1/posts/{id}/preview', path(id))).then((preview) => preview.channels),
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
