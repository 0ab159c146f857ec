import type { IncomingMessage } from 'node:http';

const arrivals = new WeakMap<IncomingMessage, number>();

/** Notes when a request was first seen; later calls for it change nothing. */
export function noteArrival(req: IncomingMessage, now: number): void {
  if (!arrivals.has(req)) arrivals.set(req, now);
}

export const arrivalOf = (req: IncomingMessage): number => arrivals.get(req) ?? 0;
