import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error';

const LIVE_STALE = 30_000;

/** Reads are kept fresh by the live stream; a refusal is an answer, only silence is tried again. */
export const queryClient: QueryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: LIVE_STALE,
      retry: (count, error) =>
        count < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
    },
  },
});
