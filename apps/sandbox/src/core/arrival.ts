import type { IncomingMessage } from 'node:http';

const arrivals = new WeakMap<IncomingMessage, number>();

/** Remembers when a request was first seen; later notes of the same request change nothing. */
export function noteArrival(req: IncomingMessage, now: number): void {
  if (!arrivals.has(req)) arrivals.set(req, now);
}

export const arrivalOf = (req: IncomingMessage): number => arrivals.get(req) ?? 0;
