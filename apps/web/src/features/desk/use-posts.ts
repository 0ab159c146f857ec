import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../shared/api/client';
import type { ListState } from './address';

const PAGE = 50;

/** Every post that fits, the one changed last first, a page at a time. */
export function usePosts({ q, states, undated }: ListState) {
  const query = {
    limit: PAGE,
    ...(q && { q }),
    ...(states.length > 0 && { states: states.join(',') }),
    ...(undated && { undated: 'true' }),
  };
  return useInfiniteQuery({
    queryKey: ['posts', 'list', query],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/posts', {
          params: { query: { ...query, ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });
}
