import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../shared/api/client';

/** Posts waiting for a yes or a no, the soonest to go out first; those without a date last. */
export const useReviewQueue = () =>
  useQuery({
    queryKey: ['posts', 'in_review'],
    queryFn: () =>
      unwrap(api.GET('/api/v1/posts', { params: { query: { states: 'in_review', limit: 200 } } })).then(
        (page) => page.items.sort((a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9')),
      ),
  });
