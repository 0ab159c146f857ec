import type { RequestHandler } from 'express';
import { Histogram, type Registry } from 'prom-client';

/** Streams last as long as a tab is open, so their duration means nothing. */
const STREAMS = /^\/api\/v1\/events/u;

/** Duration of requests by route pattern and status class; never by address, of which there is no limit. */
export class RequestMetrics {
  readonly #seconds: Histogram<'method' | 'route' | 'status'>;

  constructor(registry: Registry) {
    this.#seconds = new Histogram({
      name: 'lineup_http_request_seconds',
      help: 'From the request to the end of its answer',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.025, 0.1, 0.25, 1, 5, 30],
      registers: [registry],
    });
  }

  readonly watch: RequestHandler = (request, response, next) => {
    if (STREAMS.test(request.originalUrl)) return next();
    const ended = this.#seconds.startTimer();
    response.once('close', () => {
      const route: unknown = (request.route as { path?: unknown } | undefined)?.path;
      ended({
        method: request.method,
        route: typeof route === 'string' ? route : 'other',
        status: `${Math.floor(response.statusCode / 100)}xx`,
      });
    });
    next();
  };
}
