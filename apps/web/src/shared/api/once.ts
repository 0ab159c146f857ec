import { session } from '../session/session';

/** A request without an answer after this counts as lost, ms. */
const PATIENCE_MS = 30_000;

/** Sends one request, without repetition: the caller decides about that. Fails at once when the session has ended. */
export async function once(request: Request): Promise<Response> {
  const response = await fetch(new Request(request, { signal: AbortSignal.timeout(PATIENCE_MS) }));
  if (response.status === 401) session.end();
  return response;
}
