import type { RequestHandler } from 'express';
import { SpanKind, traced } from '#lib/kernel';

/** Streams last as long as a tab is open, so a span means nothing. */
const STREAMS = /^\/api\/v1\/events/;

/**
 * A span per request, by its route; never by its address, whose query may contain a signature or a search. The trace
 * starts here: a caller's trace headers are ignored.
 */
export const tracedRequests: RequestHandler = (request, response, next) => {
  if (STREAMS.test(request.originalUrl)) return next();
  const answered = new Promise<void>((resolve) => response.once('close', resolve));
  void traced(
    request.method,
    { 'http.request.method': request.method },
    async (span) => {
      next();
      await answered;
      const route: unknown = (request.route as { path?: unknown } | undefined)?.path;
      if (typeof route === 'string') {
        span.setAttribute('http.route', route);
        span.updateName(`${request.method} ${route}`);
      }
      span.setAttribute('http.response.status_code', response.statusCode);
    },
    SpanKind.SERVER,
  );
};
