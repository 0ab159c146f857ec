import { session } from '../session/session';

/** A request without an answer after this is lost: another one is better than waiting for ever. */
const PATIENCE_MS = 30_000;

/**
 * One request and no more, for those who decide themselves about the next one. It says at once when the session
 * ended, instead of waiting for another.
 */
export async function once(request: Request): Promise<Response> {
  const response = await fetch(new Request(request, { signal: AbortSignal.timeout(PATIENCE_MS) }));
  if (response.status === 401) session.end();
  return response;
}
