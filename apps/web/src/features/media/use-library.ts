import { useInfiniteQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../shared/api/client';

export type MediaKind = 'image' | 'video';

/** The media library, a page at a time. */
export const useLibrary = (kind: MediaKind | null) =>
  useInfiniteQuery({
    queryKey: ['media', 'list', kind],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/api/v1/media', {
          params: { query: { limit: 60, ...(kind && { kind }), ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  });
