import createClient from 'openapi-fetch';
import i18next from 'i18next';
import { ApiError, toApiError } from './api-error';
import type { paths } from './schema';

/** The typed client: a wrong path, query or body does not compile. */
export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin' });

api.use({
  onRequest({ request }) {
    request.headers.set('accept-language', i18next.language);
    if (request.method === 'POST' && !request.headers.has('idempotency-key')) {
      request.headers.set('idempotency-key', crypto.randomUUID());
    }
    return request;
  },
});

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The data of an answer, or an {@link ApiError}; a lost connection is one too, with code `network`. */
export async function unwrap<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError(0, 'network', '');
  });
  if (!response.ok) throw toApiError(response.status, error);
  // A 204 has no data and its callers expect none.
  return data as T;
}

/** The header that makes a write fail when someone else wrote meanwhile. */
export const ifMatch = (version: number): { 'If-Match': string } => ({ 'If-Match': `"${version}"` });
