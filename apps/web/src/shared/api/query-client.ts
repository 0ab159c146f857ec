import { QueryCache, QueryClient } from '@tanstack/react-query';
import { markStale } from '../queries/mark-stale';
import { stale } from '../queries/stale';
import { ApiError } from './api-error';

const LIVE_STALE = 30_000;

const OWED = new Set(['password_change_required', 'two_factor_required']);

/** The live stream keeps reads fresh. A refusal is an answer; only a missing answer is retried. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      // Something must be done first: refetching `me` leads the person to it.
      if (error instanceof ApiError && OWED.has(error.code)) {
        void markStale(queryClient, stale.somethingOwed());
      }
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: LIVE_STALE,
      retry: (count, error) =>
        count < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
    },
  },
});
