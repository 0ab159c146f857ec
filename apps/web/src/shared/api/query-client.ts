import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error';

const LIVE_STALE = 30_000;

const OWED = new Set(['password_change_required', 'two_factor_required']);

/** Reads are kept fresh by the live stream; a refusal is an answer, only silence is tried again. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      // The session ended while a screen was open: asking who we are leads to the sign-in screen.
      const ended = error instanceof ApiError && error.status === 401 && query.queryKey[0] !== 'me';
      // Something must be done first, from now on: asking who we are leads to it.
      const owes = error instanceof ApiError && OWED.has(error.code);
      if (owes) void queryClient.invalidateQueries({ queryKey: ['me'] });
      if (ended) void queryClient.resetQueries({ queryKey: ['me'] });
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
