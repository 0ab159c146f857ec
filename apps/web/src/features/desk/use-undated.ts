import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../shared/api/client';

/** Enough to choose from; the list of all posts has the rest. */
const SHOWN = 40;

export const UNDATED_KEY = ['posts', 'undated'] as const;

/** Posts that still want a date, and how many there are. */
export const useUndated = () =>
  useQuery({
    queryKey: UNDATED_KEY,
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/posts', { params: { query: { undated: 'true', limit: SHOWN } }, signal })),
  });
