import createClient from 'openapi-fetch';
import i18next from 'i18next';
import { newId } from '../device/ids';
import { session } from '../session/session';
import { ApiError, toApiError } from './api-error';
import { Intentions } from './intentions';
import { toBody } from './to-body';
import type { paths } from './schema';

const intentions = new Intentions(newId);

/** Sends a request with its Idempotency-Key, which is kept until an answer is known. */
async function sendOnce(request: Request): Promise<Response> {
  if (request.method !== 'POST' || request.headers.has('idempotency-key')) return fetch(request);
  const name = `${request.url} ${await request.clone().text()}`;
  request.headers.set('idempotency-key', intentions.keyFor(name));
  try {
    const response = await fetch(request);
    const refusal = response.ok ? null : toApiError(response.status, await bodyOf(response));
    intentions.ended(name, refusal);
    return response;
  } catch (cause) {
    intentions.ended(name, new ApiError(0, 'network', ''));
    throw cause;
  }
}

const bodyOf = (response: Response): Promise<unknown> =>
  response
    .clone()
    .json()
    .catch(() => null);

/** Repeats a request that failed because the session ended, once the same person is signed in. */
async function sendPatiently(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await sendOnce(request);
  if (response.status !== 401 || !session.isKnown()) return response;
  session.end();
  await session.renewed();
  return sendPatiently(again);
}

/** The typed client: a wrong path, query or body does not compile. */
export const api = createClient<paths>({
  baseUrl: '/',
  credentials: 'same-origin',
  bodySerializer: toBody,
  fetch: sendPatiently,
});

api.use({
  onRequest({ request }) {
    request.headers.set('accept-language', i18next.language);
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

/** Header that makes a write fail when someone else changed the resource meanwhile. */
export const ifMatch = (version: number): { 'If-Match': string } => ({ 'If-Match': `"${version}"` });
